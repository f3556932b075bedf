"""Projects of many articles: the list, the figures and detection, where nothing may wait for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.services.test_figures import toll
from tests.ui.dialogs_support import ink
from tests.ui.window_support import CTRL, SHIFT, Hands, article, flood, kalbajar, running

from pressmark.core.ports import AnnotatedArticle
from pressmark.services.project import ArticleRow, ToDetect
from pressmark.ui.bottom_line import BottomLine
from pressmark.ui.detection_lane import DetectionLane
from pressmark.ui.paged_rows import PagedRows

MANY = 1_200


@pytest.fixture
def crowd(hands: Hands) -> Hands:
    hands.fill(*(AnnotatedArticle(article(f"Story {number} of the day\nIt rained.\n")) for number in range(MANY)))
    return hands


class TestTheList:
    def test_rows_are_read_when_they_are_looked_at(self) -> None:
        asked: list[int] = []

        def read(ids: object) -> dict[str, ArticleRow]:
            assert isinstance(ids, list)
            asked.append(len(ids))
            return {one: ArticleRow(one, f"Headline {one}", None, None, 2, 1, False, None) for one in ids if one != "7"}

        rows = PagedRows([str(number) for number in range(1_050)], read)
        assert (len(rows), asked) == (1_050, [])
        assert [rows[place].headline for place in (0, 99, -1)] == ["Headline 0", "Headline 99", "Headline 1049"]
        assert asked == [100, 50]
        assert (rows[7].id, rows[7].headline) == ("7", None)
        other = ArticleRow("3", "Another", None, None, 2, 2, False, None)
        assert rows.change(3, other)
        assert not rows.change(3, other)
        assert not rows.change(500, other)
        assert [rows.is_read(place) for place in (-1, 3, 500, 1_049)] == [False, True, False, True]
        assert [row.headline for row in rows[2:5]] == ["Headline 2", "Another", "Headline 4"]
        assert [row.id for row in rows] == list(rows.ids)
        with pytest.raises(IndexError):
            rows[1_050]

    def test_a_long_list_is_there_at_once(self, crowd: Hands) -> None:
        panel = crowd.window.articles
        last = panel.model.index(MANY - 1)
        heights = {panel.view.visualRect(panel.model.index(place)).height() for place in (0, 1, 600, MANY - 1)}
        assert len(heights) == 1
        assert ink(panel.view.viewport()) > 0.01
        panel.view.scrollTo(last)
        assert panel.view.viewport().rect().contains(panel.view.visualRect(last))
        crowd.click(panel.view.viewport(), panel.view.visualRect(last).center())
        assert crowd.document.article.meta.headline == f"Story {MANY - 1} of the day"
        assert panel._segment_texts[panel.which] == "All 1,200"
        assert crowd.window.top._count.text() == "1,200 articles"

    def test_a_search_shows_whole_headlines_again(self, crowd: Hands) -> None:
        panel = crowd.window.articles
        panel.search.setText("story 1199")
        crowd.qtbot.waitUntil(lambda: len(panel.model.rows) == 1)
        assert not panel.view.uniformItemSizes()
        assert panel.model.rows[0].headline == "Story 1199 of the day"


class TestFigures:
    def test_a_change_while_the_project_is_read_loses_nothing(self, hands: Hands) -> None:
        hands.fill(*(toll(f"f{number}", f"{number + 10}", number + 10) for number in range(40)))
        hands.key(Qt.Key.Key_G, CTRL, on=hands.page)
        figuring = hands.desktop.figuring
        assert figuring.dialog is not None
        figuring._on_changed(frozenset({"f3"}))
        figuring._follow()  # what its timer would do, in the middle of the reading
        assert figuring._under_way
        hands.qtbot.waitUntil(lambda: not figuring._under_way and not figuring._soon.isActive())
        assert figuring.dialog.hint.text() == "40 figures"

    def test_a_reading_that_is_cancelled_is_over(self, hands: Hands) -> None:
        hands.fill(*(toll(f"f{number}", f"{number + 10}", number + 10) for number in range(40)))
        hands.key(Qt.Key.Key_G, CTRL, on=hands.page)
        figuring = hands.desktop.figuring
        hands.bench.files.cancel()
        hands.qtbot.waitUntil(lambda: not figuring._under_way)
        figuring._on_changed(None)
        assert figuring.dialog is not None
        hands.qtbot.waitUntil(lambda: figuring.dialog is not None and figuring.dialog.hint.text() == "40 figures")


class TestDetection:
    @pytest.fixture
    def wanted(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        found: list[str] = []
        monkeypatch.setattr(DetectionLane, "want", lambda _self, ids, *, first=False: found.extend(ids))
        return found

    @pytest.fixture
    def looking(self, qapp, qtbot: QtBot, home: Path, wanted: list[str]) -> Iterator[Hands]:
        del wanted
        with running(qapp, qtbot, home, detect=True) as hands:
            yield hands

    def test_what_came_with_annotations_is_read_only_when_somebody_asks(
        self, looking: Hands, wanted: list[str], tmp_path: Path
    ) -> None:
        (tmp_path / "gold.conll").write_text("Baku B-GPE\nfell O\n", encoding="utf-8")
        (tmp_path / "plain.txt").write_text("River rises\nIt rained in Karachi.\n", encoding="utf-8")
        looking.window.open_paths([tmp_path / "gold.conll", tmp_path / "plain.txt"])
        looking.qtbot.waitUntil(lambda: bool(looking.window.notice.sentence))
        looking.settle()
        project = looking.bench.project
        assert project is not None
        gold, plain = project.article_ids()
        looking.qtbot.waitUntil(lambda: set(wanted) == {plain})
        said = "1 article came with annotations, so nothing else was looked for in it."
        assert looking.window.notice.sentence == said
        offer = looking.window.notice._offer
        assert (offer.text(), offer.isVisible()) == ("Look for more", True)
        looking.bench.open_article(gold)
        assert gold not in wanted
        looking.click(offer)
        assert wanted[-1] == gold
        assert looking.window.notice.sentence == ""

    def test_a_project_goes_on_with_what_has_no_marks(self, qapp, qtbot: QtBot, home: Path, wanted: list[str]) -> None:
        bare = AnnotatedArticle(article("Rain\nIt rained.\n", source="rain.txt"))
        with running(qapp, qtbot, home) as hands:
            hands.fill(kalbajar(), bare, flood())
            rain = hands.bench.project.article_ids()[1] if hands.bench.project else ""
        assert wanted == []
        with running(qapp, qtbot, home, detect=True) as hands:
            assert set(wanted) == {rain}
            hands.key(Qt.Key.Key_F5, SHIFT)
            assert hands.bench.project is not None
            assert wanted[-3:] == hands.bench.project.to_detect(ToDetect.UNDONE) == hands.bench.project.article_ids()

    def test_the_time_left_begins_with_the_first_article(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        now = 1_000.0
        monkeypatch.setattr("pressmark.ui.bottom_line.time.monotonic", lambda: now)
        line = BottomLine()
        qtbot.addWidget(line)

        def shown(at: float, done: int, title: str = "Detecting") -> str:
            nonlocal now
            now = at
            line.show_work(title, done, 100_000)
            return line._work.text()

        assert shown(1_000, 0) == "Detecting 0 of 100,000"
        assert shown(1_030, 1) == "Detecting 1 of 100,000"  # the model was loaded meanwhile
        assert shown(1_033, 4) == "Detecting 4 of 100,000 · 28 h left"
        assert shown(1_034, 99_001) == "Detecting 99,001 of 100,000 · 1 s left"
        assert shown(1_060, 99_900, "Reading articles") == "Reading articles 99,900 of 100,000"
        assert shown(1_061, 5, "Reading articles") == "Reading articles 5 of 100,000"
