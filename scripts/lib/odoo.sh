# shellcheck shell=bash
# Odoo 19: the user's own, else an installed one, else Debian's package unpacked under .odoo (never installed).

SERIES=19.0
DEBIAN_KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
DEBIAN_ODOO=$STATE/odoo-debian

# Prints the series of an `odoo` package folder, nothing if it is none.
odoo_series() {
    [ -f "$1/release.py" ] || return 0
    python3 -c 'import runpy, sys; print(runpy.run_path(sys.argv[1])["series"])' "$1/release.py" 2>/dev/null || true
}

# The `odoo` package folder behind ODOO_HOME: a checkout, a site-packages folder, or the package itself.
odoo_from_home() {
    local folder
    for folder in "$ODOO_HOME/odoo" "$ODOO_HOME"; do
        case $(odoo_series "$folder") in
        "$SERIES") realpath "$folder" && return ;;
        ?*) fail "ODOO_HOME=$ODOO_HOME is Odoo $(odoo_series "$folder"), but this addon needs $SERIES." ;;
        esac
    done
    fail "ODOO_HOME=$ODOO_HOME holds no Odoo: expected a folder with odoo/release.py in it."
}

# The package folder behind an `odoo` command of the right series: its own interpreter knows.
odoo_from_path() {
    local command interpreter folder
    command=$(type -P odoo || type -P odoo-bin) || return 0
    read -r interpreter <"$command" || return 0
    case $interpreter in
    '#!'*python*) ;;
    *) return 0 ;;
    esac
    read -ra interpreter <<<"${interpreter#\#!}"
    # From /, because Python looks for modules in the current folder first.
    folder=$(cd / && "${interpreter[@]}" -c 'import odoo.release as r, os; print(os.path.dirname(r.__file__))' \
        2>/dev/null) || return 0
    [ "$(odoo_series "$folder")" = "$SERIES" ] && realpath "$folder" || true
}

# The Debian mirror this machine already uses; the security archive is another one.
debian_mirror() {
    [ -z "${DEBIAN_MIRROR:-}" ] || { say "$DEBIAN_MIRROR" && return; }
    # shellcheck disable=SC2016  # apt expands $(SITE)
    apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | awk '!/security/ && !seen {print; seen = 1}'
}

odoo_download() {
    local apt=$STATE/tmp/apt mirror
    mirror=$(debian_mirror)
    [ -n "$mirror" ] || fail "apt has no Debian archive configured: set DEBIAN_MIRROR=<address> or ODOO_HOME=<folder>."
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
    say "deb [signed-by=$DEBIAN_KEYRING] $mirror sid main" >"$apt/sid.list"
    # Lists of our own, thrown away afterwards: the machine's apt never hears of sid.
    local own=(-o "Dir::Etc::SourceList=$apt/sid.list" -o Dir::Etc::SourceParts=/dev/null
        -o "Dir::State::Lists=$apt/lists" -o "Dir::Cache=$apt/cache"
        -o Acquire::Languages=none -o APT::Sandbox::User=root -o Debug::NoLocking=1)
    local hint="Is $mirror a Debian mirror? Else set DEBIAN_MIRROR=<address> or ODOO_HOME=<folder with Odoo 19>."
    run odoo-lists "$hint" apt-get "${own[@]}" update
    # apt-get downloads into the current folder.
    run odoo-download "$hint" env --chdir="$apt" apt-get "${own[@]}" download odoo-19
}

odoo_unpack() {
    local new=$STATE/tmp/odoo-debian folder script
    rm -rf "$new"
    run odoo-unpack "Is the disk full?" dpkg-deb -x "$STATE"/tmp/apt/odoo-19_*.deb "$new"
    for folder in fonts fonts-font-awesome javascript; do
        ln -sfn "/usr/share/$folder" "$new/usr/share/$folder"
    done
    # Debian leaves out this compiled file (blurring the background of video calls). Odoo would complain about it
    # in the browser's console each time it loads the backend, and browser tests fail on such complaints.
    script=$new/usr/lib/python3/dist-packages/odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js
    mkdir -p "$(dirname "$script")"
    [ -e "$script" ] || say "// Not part of Debian's package." >"$script"
    # The name appears only when the content is complete: an interrupted run leaves none.
    rm -rf "$DEBIAN_ODOO"
    mv "$new" "$DEBIAN_ODOO"
    rm -rf "$STATE/tmp/apt"
}

setup_odoo() {
    local package
    if [ -n "${ODOO_HOME:-}" ]; then
        package=$(odoo_from_home) || exit
    else
        package=$(odoo_from_path)
    fi
    if [ -z "$package" ]; then
        if [ ! -d "$DEBIAN_ODOO" ]; then
            step 2 "Downloading Odoo 19 from Debian (120 MB)"
            rm -rf "$STATE/tmp/apt"
            odoo_download
            step 2 "Unpacking Odoo 19 (about 10 s, 1.2 GB)"
            odoo_unpack
        fi
        package=$DEBIAN_ODOO/usr/lib/python3/dist-packages/odoo
    fi
    # A folder with nothing but Odoo in it: with a whole dist-packages folder on PYTHONPATH, the
    # machine's versions of everything else would win over the pinned ones.
    mkdir -p "$STATE/odoo"
    ln -sfn "$package" "$STATE/odoo/odoo"
    ODOO_ADDONS=$package/addons
    # A source checkout keeps most addons beside the package; Debian's package holds them twice.
    [ -f "$package/addons/web/__manifest__.py" ] || ODOO_ADDONS+=,$(realpath "$package/../addons")
}

# odoo_exec COMMAND...: becomes the command, in an environment where Python finds this Odoo, and Odoo its configuration.
odoo_exec() {
    export PYTHONPATH=$STATE/odoo PYTHONSAFEPATH=1 PYTHONPYCACHEPREFIX=$STATE/pycache ODOO_RC=$CONFIG
    exec "$@"
}

# odoo ARGUMENTS...: its command line.
odoo() (odoo_exec "$VENV/bin/python" "$ROOT/scripts/lib/launcher.py" "$@")
