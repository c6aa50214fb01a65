// The lock, fourth part: text becomes elements in one way only, and is looked at before it is anywhere.

// A document that is shown nowhere and loads nothing.
const nowhere = document.implementation.createHTMLDocument("");

// Browsers that know trusted types let no text become elements or a program's address but through this
// one policy, which nobody else can reach and which the content security policy lets nobody make again.
let trustMarkup = function (markup) { return markup; };
let trustAddress = function (address) { return address; };
if (window.trustedTypes) {
  const policy = window.trustedTypes.createPolicy("assay", {
    createHTML: function (markup) { return markup; },
    createScriptURL: function (address) { return address; },
  });
  const makeMarkup = method(prototype("TrustedTypePolicy"), "createHTML");
  const makeAddress = method(prototype("TrustedTypePolicy"), "createScriptURL");
  trustMarkup = function (markup) { return makeMarkup(policy, [markup]); };
  trustAddress = function (address) { return makeAddress(policy, [address]); };
}

// Attributes that may not be in markup, whatever their values.
const FOREIGN_ATTRIBUTES =
  "[action],[attributionsrc],[background],[contenteditable],[formaction],[formtarget],[http-equiv],[imagesrcset]," +
  "[is],[lowsrc],[ping],[poster],[src],[srcdoc],[srcset],[target]";

// Refuses what a text has become. What is in a template inside is a document of its own.
function mayBeParsed(parent, findAll) {
  if (lengthOf(findAll(parent, [FOREIGN_ATTRIBUTES])) > 0) refuse("an attribute in this markup");
  const every = findAll(parent, ["*"]);
  const count = lengthOf(every);
  for (let index = 0; index < count; index += 1) {
    const element = itemOf(every, [index]);
    const name = localNameOf(element);
    mayCreate(namespaceOf(element), name);
    const address = attributeOf(element, ["href"]);
    if (address !== null) mayLeadTo(element, address);
    const linked = attributeInOf(element, [XLINK, "href"]);
    if (linked !== null) mayLeadTo(element, linked);
    if (name === "template") mayBeParsed(contentOf(element), findAllInFragment);
  }
}

function isTemplate(element) {
  return localNameOf(element) === "template" && namespaceOf(element) === HTML;
}

// Parses a text as the browser would at this element, looks at it, and moves it there as it is: a second
// parsing could give something else.
function setMarkup(target, markup) {
  mayCreate(namespaceOf(target), localNameOf(target));
  const twin = createIn(nowhere, [namespaceOf(target), localNameOf(target)]);
  setMarkupOf(twin, trustMarkup(markup));
  const from = isTemplate(twin) ? contentOf(twin) : twin;
  mayBeParsed(from, from === twin ? findAllInElement : findAllInFragment);
  const to = isTemplate(target) ? contentOf(target) : target;
  for (let child = firstChildOf(to); child; child = firstChildOf(to)) removeFrom(to, [child]);
  for (let child = firstChildOf(from); child; child = firstChildOf(from)) appendTo(to, [child]);
}

replaceSetter(ElementNatives, "innerHTML", function (native, element, markup) {
  // As the browser does, `null` is no text.
  setMarkup(element, markup === null ? "" : "" + markup);
});
refuseSetter(ElementNatives, "outerHTML");
refuseSetter(prototype("ShadowRoot"), "innerHTML");

// Also what browsers will call otherwise: `streamHTML`, `appendHTML` and the like are being discussed.
function refuseMarkupMethods(owner) {
  if (!owner) return;
  namesOf(owner).forEach(function (name) {
    if (/HTML/.test(name) && name !== "getHTML") refuseMethod(owner, name);
  });
}
[ElementNatives, prototype("ShadowRoot"), prototype("DocumentFragment"), prototype("CharacterData"), prototype("Range"),
  DocumentNatives, window.Document].forEach(refuseMarkupMethods);

["open", "write", "writeln"].forEach(function (name) { refuseMethod(DocumentNatives, name, "document." + name); });
refuseMethod(prototype("Range"), "createContextualFragment");
refuseMethod(prototype("DOMParser"), "parseFromString");

// Editing commands make elements, too. These only copy, take text in, or choose.
const COMMANDS = words("copy cut delete inserttext redo selectall undo unselect");
replaceMethod(DocumentNatives, "execCommand", function (native, document, list) {
  const name = "" + list[0];
  if (COMMANDS[lowerCase(name, [])] !== true) refuse("the command " + name);
  return apply(native, document, [name, false, list.length > 2 ? "" + list[2] : ""]);
});
refuseSetter(DocumentNatives, "designMode");
refuseSetter(prototype("HTMLElement"), "contentEditable");
