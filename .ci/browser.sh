# A browser and its driver for the report's tests. Sourced.

need_browser() {
    need_command chromium chromium
    need_command chromedriver chromium-driver
}
