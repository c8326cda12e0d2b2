"""A front page in place of Wagtail's welcome, groups that may edit and publish, and one workflow for publishing."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import migrations

TITLE = "What works in one district, within reach of every school"
LEAD = (
    "Districts rated A and B, rural districts and the state try new ways of teaching together, "
    "write down what they learn, and help the schools that need it most."
)
EDITORS, FACILITATORS, ADMINISTRATORS = "Editors", "Facilitators", "Administrators"
PAGE_VERBS = {
    EDITORS: ["add", "change"],
    FACILITATORS: ["add", "change", "publish", "lock", "unlock"],
    ADMINISTRATORS: ["add", "change", "publish", "lock", "unlock", "bulk_delete"],
}
OTHERS = {
    EDITORS: [("wagtailadmin", "admin", "access_admin"), ("pages", "frame", "change_frame")],
    FACILITATORS: [("wagtailadmin", "admin", "access_admin"), ("pages", "frame", "change_frame")],
    ADMINISTRATORS: [
        ("wagtailadmin", "admin", "access_admin"),
        ("pages", "frame", "change_frame"),
        ("wagtailredirects", "redirect", "add_redirect"),
        ("wagtailredirects", "redirect", "change_redirect"),
        ("wagtailredirects", "redirect", "delete_redirect"),
        ("wagtailcore", "workflow", "add_workflow"),
        ("wagtailcore", "workflow", "change_workflow"),
        ("wagtailcore", "task", "change_task"),
        ("wagtailcore", "collection", "add_collection"),
        ("wagtailcore", "collection", "change_collection"),
    ],
}
FILE_VERBS = [(app, model, f"{verb}_{model}") for app, model in [("wagtailimages", "image"), ("wagtaildocs", "document")]
              for verb in ("add", "change", "choose")]


def write_front_page(apps, schema_editor):
    """The home page of the portal takes the place of the welcome page, where nobody has changed that."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("pages", "HomePage")
    plain_page = ContentType.objects.get(app_label="wagtailcore", model="page")
    welcome = Page.objects.filter(depth=2, slug="home", content_type=plain_page, numchild=0).first()
    if welcome is None or not Site.objects.filter(root_page=welcome).exists():
        return
    Site.objects.filter(root_page=welcome).delete()
    path, locale = welcome.path, welcome.locale_id
    welcome.delete()
    kind, _ = ContentType.objects.get_or_create(app_label="pages", model="homepage")
    home = HomePage.objects.create(
        title="Home", draft_title="Home", slug="home", content_type=kind, path=path, depth=2, numchild=0,
        url_path="/home/", locale_id=locale, live=True, hero_title=TITLE, lead=LEAD,
    )
    address = urlsplit(settings.SITE_URL)
    Site.objects.create(
        hostname=address.hostname or "localhost", port=address.port or (443 if address.scheme == "https" else 80),
        site_name="Innovation Lab Network", root_page_id=home.pk, is_default_site=True,
    )


def permission(apps, app_label, model, codename):
    """A permission that Django would make only after all migrations."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
    )
    return found


def give_permissions(apps, schema_editor):
    """Editors write, facilitators and administrators also publish; nobody needs Wagtail's own moderators."""
    Group = apps.get_model("auth", "Group")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    Group.objects.filter(name="Moderators", user=None).delete()
    for name, verbs in PAGE_VERBS.items():
        group, _ = Group.objects.get_or_create(name=name)
        for verb in verbs:
            allowed = permission(apps, "wagtailcore", "page", f"{verb}_page")
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=allowed)
        for row in FILE_VERBS:
            allowed = permission(apps, *row)
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=allowed)
        group.permissions.add(*(permission(apps, *row) for row in OTHERS[name]))


def write_workflow(apps, schema_editor):
    """One workflow for all pages: an editor submits, a facilitator or an administrator publishes."""
    Workflow = apps.get_model("wagtailcore", "Workflow")
    Task = apps.get_model("wagtailcore", "GroupApprovalTask")
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtailcore", model="groupapprovaltask"
    )
    Workflow.objects.filter(name="Moderators approval").delete()
    Task.objects.filter(name="Moderators approval").delete()
    task = Task.objects.create(name="Approval", active=True, content_type=kind)
    task.groups.set(apps.get_model("auth", "Group").objects.filter(name__in=[FACILITATORS, ADMINISTRATORS]))
    workflow = Workflow.objects.create(name="Publishing", active=True)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=workflow, task=task, sort_order=0)
    apps.get_model("wagtailcore", "WorkflowPage").objects.update_or_create(page=root, defaults={"workflow": workflow})


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
        ("accounts", "0002_groups"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0001_initial"),
    ]
    operations = [
        migrations.RunPython(write_front_page, migrations.RunPython.noop),
        migrations.RunPython(give_permissions, migrations.RunPython.noop),
        migrations.RunPython(write_workflow, migrations.RunPython.noop),
    ]
