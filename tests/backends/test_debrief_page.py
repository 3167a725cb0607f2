"""The page in a real browser: axe finds nothing, nothing is requested, a click plays the moment it names.

Needs node with npm (which fetches axe-core and playwright-core into a temporary folder) and Chromium.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "unit"))

import debrief_calls as calls
from debrief_long import long_call

from voicecoach.debrief import page, progress, report

LOOK = """
import { chromium } from 'playwright-core';
import fs from 'fs';
const [file, exe] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: exe, args: ['--no-sandbox', '--disable-gpu'] });
const axe = fs.readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const out = { looks: [], heard: null };
for (const colorScheme of ['light', 'dark']) for (const width of [1280, 390]) {
  const context = await browser.newContext({ bypassCSP: true, viewport: { width, height: 900 }, colorScheme });
  const p = await context.newPage();
  const errors = [], asked = [];
  p.on('console', m => { if (m.type() === 'error') errors.push(m.text()); });
  p.on('pageerror', e => errors.push(String(e)));
  p.on('request', r => { if (!/^(file|data):/.test(r.url())) asked.push(r.url()); });
  await p.goto('file://' + file);
  await p.evaluate(() => document.querySelectorAll('details').forEach(d => { d.open = true; }));
  await p.evaluate(axe);
  const found = await p.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const over = await p.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  out.looks.push({ colorScheme, width, over, errors, asked,
    violations: found.violations.map(v => [v.impact, v.id, v.nodes[0].html.slice(0, 200)]) });
  await context.close();
}
const strict = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
const errors = [];
strict.on('console', m => { if (m.type() === 'error') errors.push(m.text()); });
await strict.goto('file://' + file);
if (await strict.locator('audio').count()) {
  const where = () => strict.evaluate(() => document.querySelector('audio').currentTime);
  const button = strict.locator('#trust .hear').nth(4);
  await button.click();
  await strict.waitForFunction(() => !document.querySelector('audio').paused);
  const want = +(await button.getAttribute('data-from')), at = await where();
  const mark = strict.locator('a.mark').nth(3);
  await mark.locator('rect').click();
  await strict.waitForTimeout(200);
  out.heard = { want, at, wantMark: +(await mark.getAttribute('data-from')), atMark: await where() };
}
out.strict = errors;
await browser.close();
console.log(JSON.stringify(out));
"""


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "axe-core@4", "playwright-core@1"]
    subprocess.run(npm, cwd=folder, check=True, capture_output=True, timeout=300)
    (folder / "look.mjs").write_text(LOOK, encoding="utf-8")
    return folder


def look(bench: Path, html: str) -> dict[str, object]:
    """What the browser saw of a page."""
    browser = next((b for b in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if b), None)
    assert browser, "this test needs Chromium"
    path = bench / "page.html"
    path.write_text(html, encoding="utf-8")
    out = subprocess.run(
        ["node", "look.mjs", str(path), browser], cwd=bench, check=True, capture_output=True, text=True, timeout=180
    )
    found: dict[str, object] = json.loads(out.stdout.splitlines()[-1])
    return found


@pytest.mark.heavy
def test_a_long_debrief_in_a_browser(bench: Path) -> None:
    call = calls.sounding(long_call(4))
    found = look(bench, page.render(report.build(call), call))
    for seen in found["looks"]:  # type: ignore[attr-defined]
        assert seen["violations"] == [], seen
        assert (seen["errors"], seen["asked"], seen["over"]) == ([], [], 0)
    assert found["strict"] == []
    heard = found["heard"]
    assert isinstance(heard, dict)
    assert heard["want"] - 0.5 <= heard["at"] <= heard["want"] + 2.0
    assert heard["wantMark"] - 0.5 <= heard["atMark"] <= heard["wantMark"] + 2.0


@pytest.mark.heavy
@pytest.mark.parametrize("n", [0, 6])
def test_a_blank_debrief_and_trends_in_a_browser(bench: Path, n: int) -> None:
    if n:
        debriefs = [report.build(long_call(2, seed=i)).to_json() for i in range(n)]
        for i, d in enumerate(debriefs):
            d["about"]["created"] = f"2026-01-{i + 1:02d}"
        html = progress.trends(debriefs).html()
    else:
        html = page.render(report.build(calls.Call([], complete=False)))
    for seen in look(bench, html)["looks"]:  # type: ignore[attr-defined]
        assert seen["violations"] == [], seen
        assert (seen["errors"], seen["asked"], seen["over"]) == ([], [], 0)
