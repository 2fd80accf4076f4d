"""A real browser on a site: Chromium and its driver, and what every page must be like there."""

import json
import shutil
import time

import pytest

# as Debian, Google and Ubuntu call it
BROWSER = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


class Window:
    """A window on one site; every page that is opened must be silent and ask for nothing from elsewhere."""

    def __init__(self, driver, site):
        self.driver, self.site = driver, site
        self.resize(1280)

    def resize(self, width):
        given = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", given)

    def theme(self, name):
        features = [{"name": "prefers-color-scheme", "value": name}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def open(self, page):
        self.driver.get("about:blank")
        self.driver.get(f"{self.site.as_uri()}/{page}")
        self.silent(page)

    def silent(self, page):
        assert self.driver.get_log("browser") == [], page
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                assert url.startswith((self.site.as_uri(), "data:", "about:", "blob:")), (page, url)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def until(self, script):
        end = time.monotonic() + 20
        while not self.run(script):
            assert time.monotonic() < end, (script, self.driver.current_url)
            time.sleep(0.1)

    def press(self, *keys):
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()


def start(profile):
    """Start the browser with a profile of its own; skips the test without it."""
    if not (BROWSER and DRIVER):
        pytest.skip("needs Chromium and its driver: apt-get install chromium chromium-driver")
    webdriver = pytest.importorskip("selenium.webdriver", reason="needs selenium: pip install selenium")
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.get("about:blank")
    for log in ("browser", "performance"):  # what the browser's own first page did
        driver.get_log(log)
    return driver


UNLABELLED = """
return [...document.querySelectorAll('input, select, textarea, button, img')].filter((e) =>
  !(e.labels && e.labels.length) && !e.getAttribute('aria-label') && !e.textContent.trim() && !e.alt
).map((e) => e.outerHTML)
"""
# contrast of every text with what it stands on, as the WCAG defines it
FAINT = """
const linear = (v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const lum = (c) => { const [r, g, b] = c.map((v) => linear(v / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const rgb = (text) => text.match(/[0-9.]+/g).map(Number);
const behind = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
  if (c.length < 4 || c[3] === 1) return c.slice(0, 3); } return [255, 255, 255]; };
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const found = new Set();
let n;
while ((n = walker.nextNode())) {
  const e = n.parentElement, style = getComputedStyle(e);
  if (!n.textContent.trim() || ['SCRIPT', 'STYLE', 'NOSCRIPT', 'OPTION'].includes(e.tagName)) continue;
  if (!e.checkVisibility() || e.disabled) continue;
  const color = e instanceof SVGElement ? style.fill : style.color;
  const [a, b] = [lum(rgb(color)), lum(behind(e))].sort((x, y) => y - x);
  const what = `${e.tagName}.${e.className}: ${color} on ${behind(e)}: ${n.textContent.trim().slice(0, 30)}`;
  if ((a + 0.05) / (b + 0.05) < 4.5) found.add(what);
}
return [...found];
"""
