"""The addresses of the pages that look over everything."""

from django.urls import include, path

from . import views
from .administration import views as administration_views
from .asked.views import asked
from .board import views as board_views
from .bodies.views import body
from .calendar import views as calendar_views
from .claims.views import agreements, claims
from .coverage.views import coverage
from .demo.mails import mails
from .duties import views as duty_views
from .feeds import views as feeds_views
from .felt import views as felt_views
from .governance import views as governance_views
from .history.views import export, history
from .meeting.views import meeting
from .my_work.posting import update
from .my_work.views import my_work
from .packs import views as packs_views
from .participation.views import participation
from .public.views import public_switch
from .questions import decision_views
from .questions import views as question_views
from .removal import views as removal_views
from .rounds import comparing_views, past_views
from .rounds import views as rounds_views
from .search.views import search
from .small import views as small_views
from .story import views as story_views
from .texts import views as texts

urlpatterns = [
    path("", views.home, name="home"),
    path("administration/", administration_views.administration, name="administration"),
    path("administration/first-steps/", administration_views.first_steps, name="first-steps"),
    path("my-work/", my_work, name="my-work"),
    path("sub-actions/<key:key>/update/", update, name="update"),
    path("services/<slug:key>/owes/", body, name="body"),
    path("board/waiting/", claims, name="claims"),
    path("board/agreements/", agreements, name="agreements"),
    path("board/", board_views.board, name="board"),
    path("board/changes/", board_views.changes, name="board-changes"),
    path("board/felt/", board_views.what_is_felt, name="board-felt"),
    path("board/named/", board_views.named, name="named"),
    path("board/how-we-count/", board_views.how_we_count, name="how-we-count"),
    path("board/first-word/", board_views.first_word, name="first-word"),
    path("board/export/", board_views.export_board, name="board-export"),
    path("at/", past_views.past_rounds, name="past-rounds"),
    path("at/<slug:key>/", past_views.past_round, name="past-round"),
    path("at/<slug:key>/<int:number>/board/", past_views.board, name="past-board"),
    path("at/<slug:key>/<int:number>/board/changes/", past_views.changes, name="past-changes"),
    path("at/<slug:key>/<int:number>/board/named/", past_views.named, name="past-named"),
    path("at/<slug:key>/<int:number>/board/felt/", past_views.felt, name="past-felt"),
    path("at/<slug:key>/<int:number>/board/export/", past_views.export, name="past-export"),
    path("at/<slug:key>/<int:number>/sub-actions/", past_views.sub_actions, name="past-list"),
    path(
        "at/<slug:key>/<int:number>/sub-actions/<key:of>/",
        past_views.sub_action,
        name="past-sub-action",
    ),
    path("at/<slug:key>/<int:number>/calls/", past_views.calls, name="past-calls"),
    path("at/<slug:key>/<int:number>/needs/", past_views.needs_then, name="past-needs"),
    path("at/<slug:key>/<int:number>/tensions/", past_views.disagreeing, name="past-tensions"),
    path("at/<slug:key>/<int:number>/packs/", packs_views.packs, name="packs"),
    path("at/<slug:key>/<int:number>/packs/<slug:form>/", packs_views.make_pack, name="make-pack"),
    path("packs/<int:pk>/<slug:kind>/", packs_views.pack_file, name="pack-file"),
    path("board/rounds/", comparing_views.in_turn, name="rounds-in-turn"),
    path("board/compare/", comparing_views.compare, name="compare-rounds"),
    path("questions/", question_views.questions, name="questions"),
    path("questions/about/<key:key>/", question_views.ask_question, name="ask-question"),
    path("questions/<int:pk>/", question_views.question, name="question"),
    path("questions/<int:pk>/answer/", question_views.answer_question, name="answer-question"),
    path("questions/<int:pk>/again/", question_views.ask_again, name="ask-again"),
    path("questions/<int:pk>/accept/", question_views.accept_answer, name="accept-answer"),
    path(
        "questions/<int:pk>/take-back/",
        question_views.take_back_question,
        name="take-back-question",
    ),
    path("decisions/", decision_views.decisions, name="decisions"),
    path("decisions/add/", decision_views.decide, name="decide"),
    path("decisions/<int:pk>/", decision_views.decision, name="decision"),
    path("decisions/<int:pk>/settle/", decision_views.settle_decision, name="settle-decision"),
    path("board/meeting/", meeting, name="meeting"),
    path("governance/", governance_views.governance, name="governance"),
    path("governance/<key:kind>/add/", governance_views.add_entry, name="add-entry"),
    path("governance/<key:kind>/<int:pk>/", governance_views.edit_entry, name="edit-entry"),
    path("duties/", duty_views.duties, name="duties"),
    path("duties/headings/<int:pk>/tag/", duty_views.tag_heading, name="tag-heading"),
    path("duties/tags/<int:pk>/untag/", duty_views.untag, name="untag"),
    path("duties/periods/<int:pk>/", duty_views.period, name="duty-period"),
    path("duties/periods/<int:pk>/published/", duty_views.say_published, name="say-published"),
    path("duties/periods/<int:pk>/not-yet/", duty_views.say_not_yet, name="say-not-yet"),
    path("duties/periods/<int:pk>/undo/", duty_views.undo_answer, name="undo-published"),
    path("duties/periods/<int:pk>/draft/", duty_views.draft_report, name="draft-report"),
    path(
        "duties/periods/<int:pk>/for-children/",
        duty_views.write_for_children,
        name="write-for-children",
    ),
    path(
        "duties/periods/<int:pk>/for-children/draft/",
        duty_views.draft_for_children,
        name="draft-for-children",
    ),
    path("duties/<slug:key>/", duty_views.duty, name="duty"),
    path("duties/<slug:key>/add-period/", duty_views.add_period, name="add-period"),
    path("calendar.ics", calendar_views.calendar, name="calendar"),
    path("my-calendar/", calendar_views.my_calendar, name="my-calendar"),
    path("my-calendar/make/", calendar_views.make_address, name="make-calendar-address"),
    path("my-calendar/end/", calendar_views.end_address, name="end-calendar-address"),
    path("small-numbers/", small_views.small_numbers, name="small-numbers"),
    path("small-numbers/decide/", small_views.override_number, name="override-number"),
    path("small-numbers/<int:pk>/end/", small_views.end_override, name="end-override"),
    path("administration/public/", public_switch, name="public-switch"),
    path("open-data/", feeds_views.open_data, name="open-data"),
    path("open-data/openapi.json", feeds_views.description, name="open-data-description"),
    path("open-data/<slug:name>.json", feeds_views.as_json, name="open-data-json"),
    path("open-data/<slug:name>.csv", feeds_views.as_csv, name="open-data-csv"),
    path("asked/", asked, name="asked"),
    path("felt/", felt_views.felt_round, name="felt-round"),
    path("felt/<int:pk>/", felt_views.say_felt, name="say-felt"),
    path("felt/<int:pk>/take-back/", felt_views.take_back_felt, name="take-back-felt"),
    path("felt/<int:pk>/put-back/", felt_views.put_back, name="put-back-felt"),
    path("coverage/", coverage, name="coverage"),
    path("", include("oversight.public.urls")),
    path("rounds/<slug:key>/", rounds_views.round, name="round"),
    path("rounds/<slug:key>/close/", rounds_views.close_round, name="close-round"),
    path("rounds/<slug:key>/open-again/", rounds_views.undo_closing, name="undo-closing"),
    path("story/", story_views.statements, name="statements"),
    path("story/<key:key>/", story_views.statement, name="statement"),
    path("participation/", participation, name="participation"),
    path("search/", search, name="search"),
    path("demonstration/mails/", mails, name="demo-mails"),
    path("history/", history, name="history"),
    path("foundations/<key:key>/", texts.foundation, name="foundation"),
    path("calls/<key:key>/", texts.call, name="call"),
    path("themes/<key:key>/", texts.theme, name="theme"),
    path("recommendations/<key:key>/", texts.recommendation, name="recommendation"),
    path("briefing/<key:key>/", texts.point, name="point"),
    path("pages/<key:document>/<int:page>/", texts.cited_page, name="cited-page"),
    path("history/export/", export, name="history-export"),
    path("removals/", removal_views.removals, name="removals"),
    path("removals/take/", removal_views.take_out, name="take-out"),
    path("removals/of/<str:label>/<int:row>/", removal_views.removal_of, name="removal-of"),
    path("removals/<int:pk>/", removal_views.removal, name="removal"),
]
