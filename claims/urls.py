"""The desk, under desk/; events of the desk are in `timeline.desk_urls`."""

from django.urls import path

from claims.views import articles, changes, claims, desk, engines, names, quality, similar, suggestions, translating

app_name = "claims"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("arrived/", desk.arrived, name="arrived"),
    path("review/", desk.review, name="review"),
    path("changed/", changes.changed, name="changed"),
    path("changed/settle/", changes.settle, name="settle"),
    path("quality/", quality.quality, name="quality"),
    path("quality/rule/", quality.rule, name="rule"),
    path("quality/mute/", quality.mute, name="mute"),
    path("quality/mutes/<int:pk>/end/", quality.unmute, name="unmute"),
    path("articles/<int:pk>/changes/", changes.changes, name="changes"),
    path("engines/", engines.engines, name="engines"),
    path("dates/", desk.date_in_words, name="date_in_words"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("articles/<int:pk>/date/", articles.date_article, name="date_article"),
    path("articles/<int:pk>/reading/", articles.reading, name="reading"),
    path("articles/<int:pk>/read-again/", articles.read_again, name="read_again"),
    path("articles/<int:pk>/claims/new/", articles.new_claim, name="new_claim"),
    path("articles/<int:pk>/claims/similar/", similar.for_passage, name="similar_to_passage"),
    path("articles/<int:pk>/evidence/new/", articles.new_evidence, name="new_evidence"),
    path("articles/<int:pk>/names/", names.names, name="names"),
    path("articles/<int:pk>/names/add/", names.add_name, name="add_name"),
    path("suggestions/<int:pk>/", suggestions.suggestion, name="suggestion"),
    path("suggestions/<int:pk>/accept/", suggestions.accept, name="accept"),
    path("suggestions/<int:pk>/edit/", suggestions.edit, name="edit_suggestion"),
    path("suggestions/<int:pk>/reject/", suggestions.reject, name="reject"),
    path("suggestions/<int:pk>/similar/", similar.for_suggestion, name="similar_to_suggestion"),
    path("claims/find/", claims.find, name="find"),
    path("claims/<int:pk>/", claims.claim, name="claim"),
    path("claims/<int:pk>/edit/", claims.edit, name="edit_claim"),
    path("claims/<int:pk>/evidence/", claims.add_evidence, name="add_evidence"),
    path("claims/<int:pk>/links/", claims.add_link, name="add_link"),
    path("claims/<int:pk>/approve/", claims.approve, name="approve"),
    path("claims/<int:pk>/steps/<str:name>/", claims.step, name="step"),
    path("evidence/<int:pk>/remove/", claims.remove_evidence, name="remove_evidence"),
    path("claims/<int:pk>/translation/check/", translating.check_translation, name="check_translation"),
]
