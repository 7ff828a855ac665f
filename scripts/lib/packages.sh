# shellcheck shell=bash
# Debian packages: only the missing ones are installed, and nothing else changes on the machine.

# Odoo's fonts and libraries that Debian's package only links to.
PACKAGES=(fonts-font-awesome fonts-roboto-unhinted fonts-inconsolata fonts-ocr-b
    libjs-jquery libjs-jquery-form libjs-underscore)
# WeasyPrint's text layout, the fonts of the official documents, and tools that look into PDF files.
PACKAGES+=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation fonts-dejavu-core poppler-utils)
# Odoo's own engine of PDF: the tests measure the documents against it.
PACKAGES+=(wkhtmltopdf)
# Odoo recognises the type of uploaded files with it.
PACKAGES+=(libmagic1)

packages_missing() {
    local package
    for package in "${PACKAGES[@]}"; do
        # Newer Debian and Ubuntu releases renamed libraries (t64) but still "provide" the old name.
        case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
        *"ok installed") ;;
        *) say "$package" ;;
        esac
    done
    [ -n "$(postgres_bin)" ] || [ -n "${PGHOST:-}" ] || say postgresql
    command -v psql >/dev/null || say postgresql-client
    # veraPDF and the Nu HTML checker, which look at documents and pages in the tests, are written in Java.
    command -v java >/dev/null || say default-jre-headless
    # It fetches what the tests look at pages with.
    command -v npm >/dev/null || say npm
    # Browser tests; Odoo looks for the same names.
    command -v chromium chromium-browser google-chrome google-chrome-stable >/dev/null || say chromium
    python3 -c 'import ensurepip, venv' 2>/dev/null || say python3-venv
    # The key ring that signs Debian's archive; there on Debian, not on its derivatives.
    [ -e "$DEBIAN_KEYRING" ] || say debian-archive-keyring
}

setup_packages() {
    local missing sudo=()
    command -v apt-get >/dev/null ||
        fail "this needs Debian or a derivative (apt-get not found). In a container: the image debian:12."
    mapfile -t missing < <(packages_missing | sort -u)
    [ ${#missing[@]} -gt 0 ] || return 0
    step 1 "Installing Debian packages: ${missing[*]}"
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null ||
            fail "Debian packages are missing and there is no sudo. As root: apt-get install ${missing[*]}"
        sudo=(sudo)
        # Ask for the password here: below, the terminal is redirected.
        sudo -v
    fi
    run apt-update "Check the network and the apt sources." "${sudo[@]}" apt-get update
    run apt-install "Try by hand: apt-get install ${missing[*]}" \
        "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 \
        install --yes --no-install-recommends "${missing[@]}"
}
