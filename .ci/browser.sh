# A browser and its driver for the report's tests. Sourced.

ensure_browser() {
    ensure_command chromium chromium
    ensure_command chromedriver chromium-driver
}
