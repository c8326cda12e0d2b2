"""The blocks editors build pages from: few, plain, and each accessible without the editor's care."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "h3"]
SHORT_TEXT_FEATURES = ["bold", "italic", "link"]


def check_address(value: str) -> None:
    """Links lead into the portal or to a secure site: no scripts, no other schemes."""
    if value.startswith("https://") or (value.startswith("/") and not value.startswith(("//", "/\\"))):
        return
    raise ValidationError("Begin with / for a page of the portal, or with https:// for another site.")


class PictureBlock(blocks.StructBlock):
    """A picture with its alternative text (or marked as decoration) and a caption."""

    image = ImageBlock(label="Picture")
    caption = blocks.CharBlock(required=False, max_length=250)

    class Meta:
        icon = "image"
        template = "pages/blocks/picture.html"


class LinkBlock(blocks.StructBlock):
    """Words that lead to a page of the portal or to an address."""

    words = blocks.CharBlock(max_length=60)
    page = blocks.PageChooserBlock(required=False)
    address = blocks.CharBlock(
        required=False,
        max_length=300,
        validators=[check_address],
        help_text="Where no page is chosen: /apply/, https://…",
    )

    def clean(self, value: Any) -> Any:
        """One place to lead to, not two and not none."""
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("address")):
            raise StructBlockValidationError(
                block_errors={"address": ValidationError("Choose a page or give an address, one of the two.")}
            )
        return cleaned

    class Meta:
        icon = "link"
        template = "pages/blocks/link.html"


class ActionBlock(LinkBlock):
    """A call to action: a button."""

    class Meta:
        icon = "pick"
        template = "pages/blocks/action.html"


class FactBlock(blocks.StructBlock):
    """A term and what is to be known of it."""

    term = blocks.CharBlock(max_length=120)
    detail = blocks.RichTextBlock(features=SHORT_TEXT_FEATURES)


class FactsBlock(blocks.StructBlock):
    """A list of terms with their facts."""

    facts = blocks.ListBlock(FactBlock(), min_num=1)

    class Meta:
        icon = "list-ul"
        template = "pages/blocks/facts.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, and whose they are."""

    text = blocks.TextBlock(max_length=600)
    who = blocks.CharBlock(max_length=150, label="Whose words", help_text="Name and office, or the document.")

    class Meta:
        icon = "openquote"
        template = "pages/blocks/quote.html"


class DisclosureBlock(blocks.StructBlock):
    """A question that opens to its answer."""

    summary = blocks.CharBlock(max_length=150)
    text = blocks.RichTextBlock(features=TEXT_FEATURES)

    class Meta:
        icon = "collapse-down"
        template = "pages/blocks/disclosure.html"


class DocumentBlock(blocks.StructBlock):
    """A document to download, with its kind and size."""

    document = DocumentChooserBlock()
    words = blocks.CharBlock(required=False, max_length=150, help_text="Left empty: the document’s title.")

    class Meta:
        icon = "doc-full"
        template = "pages/blocks/document.html"


class NoteBlock(blocks.StructBlock):
    """A sentence set apart: something to know, or to beware of."""

    kind = blocks.ChoiceBlock(choices=[("info", "To know"), ("warning", "To beware of")], default="info")
    text = blocks.RichTextBlock(features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        template = "pages/blocks/note.html"


class TableBlock(TypedTableBlock):
    """A table of words and figures, with a caption."""

    text = blocks.CharBlock(required=False)
    number = blocks.FloatBlock(required=False, template="pages/blocks/number.html")

    class Meta:
        icon = "table"
        template = "pages/blocks/table.html"


class BodyBlock(blocks.StreamBlock):
    """All that a page's body may hold."""

    heading = blocks.CharBlock(max_length=120, icon="title", template="pages/blocks/heading.html")
    text = blocks.RichTextBlock(features=TEXT_FEATURES, template="pages/blocks/text.html")
    picture = PictureBlock()
    action = ActionBlock(label="Call to action")
    facts = FactsBlock()
    quote = QuoteBlock()
    table = TableBlock()
    disclosure = DisclosureBlock(label="Question and answer")
    document = DocumentBlock()
    note = NoteBlock()
    dates = blocks.StaticBlock(
        icon="date",
        template="pages/blocks/dates.html",
        admin_text="The dates of the open or next round, kept up to date.",
    )
    topics = blocks.StaticBlock(
        icon="group", template="pages/blocks/topics.html", admin_text="The PLC topics and work groups of the network."
    )
