"""Messages of a chat that were chosen or ranked."""

from __future__ import annotations

from viewer.formats.reader import Node
from viewer.model.geometry import ChosenMessage, MessageChoice


def read_selected(annotation: Node) -> MessageChoice:
    """The one message of `selected_message {message_id, model_config_name, parent_message_id}`."""
    chosen = annotation.need_object("selected_message")
    return MessageChoice((_read_message(chosen),), chosen.text("parent_message_id"))


def read_several(annotation: Node) -> MessageChoice:
    """The messages of `selected_messages {messages, parent_message_id}`."""
    return _read_list(annotation.need_object("selected_messages"), "messages")


def read_ranked(annotation: Node) -> MessageChoice:
    """The messages of `ranked_messages {ranked_messages: [{…, order}], parent_message_id}`."""
    return _read_list(annotation.need_object("ranked_messages"), "ranked_messages")


def _read_list(choice: Node, key: str) -> MessageChoice:
    messages = choice.need_list(key).elements()
    return MessageChoice(
        tuple(_read_message(message.as_object()) for message in messages), choice.text("parent_message_id")
    )


def _read_message(message: Node) -> ChosenMessage:
    return ChosenMessage(
        message.need_text("message_id"), message.text("model_config_name"), message.integer("order")
    )
