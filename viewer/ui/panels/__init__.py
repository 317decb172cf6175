"""One file a panel; in the window they stand in the order of `PANELS`."""

from viewer.ui.panels.details import DetailsPanel
from viewer.ui.panels.facets import FacetsPanel
from viewer.ui.panels.issues import IssuesPanel
from viewer.ui.panels.objects import ObjectsPanel
from viewer.ui.panels.picture import PicturePanel
from viewer.ui.panels.raw import RawPanel
from viewer.ui.panels.requests_panel import RequestsPanel
from viewer.ui.panels.rows import RowsPanel
from viewer.ui.panels.table import TablePanel

PANELS = (
    RowsPanel,
    FacetsPanel,
    ObjectsPanel,
    DetailsPanel,
    RawPanel,
    PicturePanel,
    IssuesPanel,
    TablePanel,
    RequestsPanel,
)

__all__ = ["PANELS"]
