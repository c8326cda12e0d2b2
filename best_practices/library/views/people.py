"""Co-authors, and the conversation about a version."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from best_practices.library import services
from best_practices.library.forms import AuthorForm, JoinForm, RemarkForm
from best_practices.library.models import Author, Version
from best_practices.library.views.finding import author_for, districts_of_person, version_for
from portal.core.policies import requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires("library.ask_author", on=version_for)
def authors(request: HttpRequest, version: Version) -> HttpResponse:
    """Who writes it; ask somebody of any district."""
    form = AuthorForm(request.POST or None)
    if form.is_valid():
        services.ask_author(version, email=form.cleaned_data["email"], actor=request.user)
        messages.success(request, "They get one mail. They stand here as an author once they have accepted.")
        return redirect("library:authors", reference=version.reference)
    found = version.authors.filter(ended_at=None).select_related("person", "district")
    context = {"version": version, "authors": found, "form": form, "has_errors": form.is_bound}
    return render(request, "library/authors.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("library.accept_authorship", on=author_for)
def join(request: HttpRequest, author: Author) -> HttpResponse:
    """Accept to write too, for one of one's districts."""
    districts = districts_of_person(request)
    form = JoinForm(request.POST or None, districts=districts)
    if form.is_valid():
        services.accept_authorship(author, district=form.cleaned_data["district"], actor=request.user)
        return redirect(author.draft)
    context = {"author": author, "form": form, "districts": districts, "has_errors": form.is_bound}
    return render(request, "library/join.html", context)


@require_POST
@requires("library.end_author", on=author_for)
def end_author(request: HttpRequest, author: Author) -> HttpResponse:
    """An author leaves, or is asked no longer."""
    services.end_author(author, actor=request.user)
    messages.success(request, f"{author} writes it no longer. What was written stays.")
    if author.person_id == request.user.pk:
        return redirect("library:own")
    return redirect("library:authors", reference=author.draft.reference)


@require_POST
@requires("library.remark", on=version_for)
def remark(request: HttpRequest, version: Version) -> HttpResponse:
    """Write into the conversation."""
    form = RemarkForm(request.POST, is_moderator=request.user.has_perm("library.moderate", version))
    if not form.is_valid():
        return render(request, "library/remark.html", {"version": version, "form": form, "has_errors": True})
    services.post_remark(version, actor=request.user, **form.cleaned_data)
    return redirect(f"{version.get_absolute_url()}#remarks")
