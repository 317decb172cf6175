"""Asks, over the canvas, whether the hosts that an export names may be asked for its pictures.

A host is asked about when something of it is needed for the first time, and then together with the others
that the export names, so that one answer serves for all of them. Private addresses are asked about apart.
What is neither allowed nor refused is put off: it is not asked about again until another export was open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.media.access import Access, Decision, host_named
from viewer.media.hosts import Host
from viewer.state.session import Session
from viewer.ui.icons import icon
from viewer.ui.widgets.card import Card
from viewer.ui.widgets.wrapped_label import heading, wrapped_label

SETTLE_MSECS = 400
"""A click meant for something else must not fall on a button that has just appeared."""

_LISTED = 4
_TOLD = 30
_LONGEST = 56
_ICON_SIDE = 20
_GAP = 6


class Answer(StrEnum):
    """What a person says to hosts."""

    ALLOW = "allow"
    ALWAYS = "always"
    NEVER = "never"
    NOT_NOW = "not now"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A host, and for how many pictures and masks; 0 when that is not known."""

    host: Host
    count: int = 0

    def __str__(self) -> str:
        """`storage.googleapis.com (1,240)`."""
        return f"{self.host} ({self.count:,})" if self.count else str(self.host)


def wanted_hosts(needed: Iterable[Host], counts: Mapping[str, int]) -> tuple[Wanted, ...]:
    """The hosts needed now and those that the export names, those of most files first."""
    total: Counter[Host] = Counter()
    for name, count in counts.items():
        if (host := host_named(name)) is not None:
            total[host] += count
    total.update(dict.fromkeys(needed, 0))
    return tuple(
        Wanted(*entry) for entry in sorted(total.items(), key=lambda entry: (-entry[1], str(entry[0])))
    )


class Consent(QWidget):
    """The cards that ask; `changed` when others are asked about than before, `resized` with any new text."""

    changed = Signal()
    resized = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._access: Access = session.media.network.access
        self._export: Path | None = None
        self._needed: frozenset[Host] = frozenset()
        self._put_off: set[Host] = set()
        self.asking: frozenset[Host] = frozenset()
        self.cards = (ConsentCard(private=False, parent=self), ConsentCard(private=True, parent=self))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        for card in self.cards:
            card.key_hosts = session.media.network.credentials.hosts
            card.answered.connect(self._take)
            layout.addWidget(card)
        session.opened.connect(self._begin)
        session.catalog_changed.connect(self._show)
        self._access.changed.connect(self._show)
        self._show()

    def need(self, hosts: Collection[Host]) -> None:
        """Something of these hosts is wanted now and may not be asked for."""
        if (needed := frozenset(hosts)) != self._needed:
            self._needed = needed
            self._show()

    def _begin(self) -> None:
        """Another export is asked about anew; the same one, read again, is not."""
        path = self._session.export.path if self._session.export is not None else None
        if path != self._export:
            self._export = path
            self._put_off.clear()
        self._needed = frozenset()
        self._show()

    def _is_open(self, host: Host) -> bool:
        return host not in self._put_off and self._access.decide_host(host) is Decision.ASK

    def _show(self) -> None:
        catalog = self._session.catalog
        asked: set[Host] = set()
        for card in self.cards:
            needed = {h for h in self._needed if h.private is card.private and self._is_open(h)}
            wanted = wanted_hosts(needed, catalog.hosts if catalog is not None else {}) if needed else ()
            alike = tuple(w for w in wanted if w.host.private is card.private and self._is_open(w.host))
            card.show_hosts(alike)
            asked.update(each.host for each in alike)
        self.setVisible(bool(asked))
        before, self.asking = self.asking, frozenset(asked)
        self.resized.emit()
        if self.asking != before:
            self.changed.emit()

    def _take(self, answer: Answer, hosts: tuple[Host, ...], others: tuple[Host, ...]) -> None:
        """`others` were taken out of the list: they are put off whatever the answer."""
        self._put_off.update(others)
        match answer:
            case Answer.ALLOW | Answer.ALWAYS:
                for host in hosts:
                    self._access.allow(host, always=answer is Answer.ALWAYS)
            case Answer.NEVER:
                for host in hosts:
                    self._access.refuse(host)
            case Answer.NOT_NOW:
                self._put_off.update(hosts)
        self._show()


class ConsentCard(Card):
    """Hosts with a check each, and buttons; `answered` carries the Answer, the hosts checked, the others."""

    answered = Signal(object, object, object)

    def __init__(self, *, private: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.private = private
        self.key_hosts: Collection[str] = ()
        self._wanted: tuple[Wanted, ...] = ()
        self.checks: list[QCheckBox] = []
        self.title = heading("")
        self.title.setWordWrap(True)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.note = wrapped_label()
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.buttons = {
            Answer.ALLOW: QPushButton("Allow"),
            Answer.ALWAYS: QPushButton("Always allow"),
            Answer.NEVER: QPushButton("Never"),
        }
        self.close_button = QToolButton(autoRaise=True)
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MSECS)
        self._settling.timeout.connect(self._enable)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        picture = QLabel()
        picture.setPixmap(icon("network").pixmap(QSize(_ICON_SIDE, _ICON_SIDE), self.devicePixelRatioF()))
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addLayout(self._list)
        column.addWidget(self.note)
        column.addSpacing(4)
        column.addLayout(self._button_row())
        self.close_button.setIcon(icon("close"))
        self.close_button.setToolTip("Not now")
        self.close_button.setAccessibleName("Not now")
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.clicked.connect(lambda: self._answer(Answer.NOT_NOW))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 8, 8, 10)
        self._row.setSpacing(10)
        self._row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(column, 1)
        self._row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)

    def _button_row(self) -> QHBoxLayout:
        tips = {
            Answer.ALLOW: "Until another export is opened",
            Answer.ALWAYS: "For every export; taken back in the preferences",
            Answer.NEVER: "For no export; taken back in the preferences",
        }
        row = QHBoxLayout()
        for answer, button in self.buttons.items():
            button.setToolTip(tips[answer])
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the canvas
            button.clicked.connect(lambda _=False, answer=answer: self._answer(answer))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def show_hosts(self, wanted: tuple[Wanted, ...]) -> None:
        """Ask about these; none hides the card."""
        if wanted == self._wanted:
            return
        known = {each.host for each in self._wanted}
        is_new = any(each.host not in known for each in wanted)
        out = {each.host for check, group in self._groups() if not check.isChecked() for each in group}
        self._wanted = wanted
        self._fill(out)
        self.setVisible(bool(wanted))
        if is_new:
            self._settling.start()
            self._enable()

    def _fill(self, out: Collection[Host]) -> None:
        for old in self.checks:
            self._list.removeWidget(old)
            old.hide()  # it is deleted later, and would be seen over the new ones until then
            old.deleteLater()
        self.checks = []
        for group in self._grouped():
            check = QCheckBox(_told(group), self)
            check.setToolTip("\n".join(map(str, group[:_TOLD])))
            check.setChecked(not all(each.host in out for each in group))
            check.setVisible(len(self._wanted) > 1)
            check.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            check.toggled.connect(self._enable)
            self._list.addWidget(check)
            self.checks.append(check)
        where = f" {_cut(str(self._wanted[0]))}" if len(self._wanted) == 1 else ""
        near = " your own network or this computer" + (":" if where else "") if self.private else ""
        self.title.setText(f"This export wants images from{near}{where}")
        self.note.setText(self._noted())
        self._enable()
        self._row.activate()

    def _noted(self) -> str:
        if self.private:
            return (
                "Allow this only when you trust the export: it could make the program ask for addresses "
                "that nobody outside can reach."
            )
        takers = [str(each.host) for each in self._wanted if str(each.host) in self.key_hosts]
        key = f" Your API key is sent to {' and '.join(takers)} alone." if takers else ""
        return f"Nothing has been asked of {'it' if len(self._wanted) == 1 else 'them'} yet.{key}"

    def _grouped(self) -> list[tuple[Wanted, ...]]:
        """One a line; what is more than fits shares the last."""
        first = [(each,) for each in self._wanted[:_LISTED]]
        rest = self._wanted[_LISTED:]
        return [*first, rest] if rest else [*first]

    def _groups(self) -> list[tuple[QCheckBox, tuple[Wanted, ...]]]:
        return list(zip(self.checks, self._grouped(), strict=True)) if self.checks else []

    def _enable(self) -> None:
        ready = not self._settling.isActive() and any(check.isChecked() for check in self.checks)
        for button in self.buttons.values():
            button.setEnabled(ready)

    def _answer(self, answer: Answer) -> None:
        chosen = [each.host for check, group in self._groups() if check.isChecked() for each in group]
        others = [each.host for each in self._wanted if each.host not in chosen]
        self.answered.emit(answer, tuple(chosen), tuple(others))


def _told(group: tuple[Wanted, ...]) -> str:
    if len(group) == 1:
        return _cut(str(group[0])).replace("&", "&&")
    count = sum(each.count for each in group)
    return f"{len(group):,} more hosts" + (f" ({count:,})" if count else "")


def _cut(text: str) -> str:
    """The end of a name that is too long: it says whose the host is."""
    return text if len(text) <= _LONGEST else f"…{text[-_LONGEST:]}"
