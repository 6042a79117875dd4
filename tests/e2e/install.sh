#!/usr/bin/env bash
# What the tests with real clients need beside `.[dev]`: a browser, its driver, a reader of QR codes, and axe's rules for
# the pages; gPodder and nginx for what is served; cron for what runs at night; debootstrap for the container.
# Usage: tests/e2e/install.sh [python]      (needs Debian, root or sudo, and npm)
set -euo pipefail
cd "$(dirname "$0")"
python=${1:-../../.venv/bin/python}
as_root=$([ "$(id -u)" = 0 ] || echo sudo)
PATH=$PATH:/usr/sbin  # where Debian keeps servers
if ! { command -v chromium && command -v zbarimg && command -v gpo && command -v nginx && command -v cron && command -v debootstrap; } >/dev/null; then
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium zbar-tools gpodder nginx-light cron debootstrap
fi
if "$python" -m pip --version >/dev/null 2>&1; then
  "$python" -m pip install --quiet 'playwright>=1.45'
else
  python3 -m pip --python "$python" install --quiet 'playwright>=1.45'
fi
npm install --silent --no-audit --no-fund
