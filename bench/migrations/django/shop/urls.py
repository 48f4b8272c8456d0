"""The one page of the shop."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def item(request: HttpRequest) -> HttpResponse:
    return HttpResponse("tea, revision 0")


urlpatterns = [path("", item)]
