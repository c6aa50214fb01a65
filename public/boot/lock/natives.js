// The lock, first of six parts that the build joins into one function: what the lock calls by itself.
//
// A script that gets into the page later can replace whatever the browser put onto its prototypes, but
// not what was taken from there before. So the lock takes everything here, and later neither looks
// anything up on a prototype nor uses syntax that does (spreading and `for ... of` ask for iterators).

const apply = Reflect.apply;
const construct = Reflect.construct;
const define = Object.defineProperty;
const describe = Object.getOwnPropertyDescriptor;
const namesOf = Object.getOwnPropertyNames;
const create = Object.create;
const prototypeOf = Object.getPrototypeOf;
const LockError = TypeError;

// What goes out is refused by an exception: whoever asked must not take it for done.
function refuse(what) {
  throw new LockError("This page is locked against " + what + ".");
}

// The prototype of an interface that this browser may not have.
function prototype(name) {
  const found = describe(window, name);
  return found && typeof found.value === "function" ? found.value.prototype : undefined;
}

// A property of an object or of what it inherits from.
function inherited(owner, name) {
  for (let at = owner; at; at = prototypeOf(at)) {
    const found = describe(at, name);
    if (found) return found;
  }
  return undefined;
}

// A native method as a function of the object and a list of arguments.
function method(owner, name) {
  const found = inherited(owner, name);
  const native = found && found.value;
  return function (object, list) { return apply(native, object, list); };
}

// A native property as a function of the object.
function getter(owner, name) {
  const found = inherited(owner, name);
  const native = found && found.get;
  return function (object) { return native && apply(native, object, []); };
}

// What sets a native property, as a function of the object and the value.
function setter(owner, name) {
  const native = inherited(owner, name).set;
  return function (object, value) { return apply(native, object, [value]); };
}

// A set of words that inherits nothing.
function words(text) {
  const set = create(null);
  text.split(/\s+/).forEach(function (word) { if (word) set[word] = true; });
  return set;
}

// Puts a value where nobody can change it again.
function seal(owner, name, value) {
  define(owner, name, { value: value, enumerable: true, writable: false, configurable: false });
}

// Puts a function that is called with the native one and its arguments in the native one's place.
function replaceMethod(owner, name, replacement) {
  const found = owner && describe(owner, name);
  if (!found || typeof found.value !== "function") return;
  const native = found.value;
  seal(owner, name, function () { return replacement(native, this, arguments); });
}

// Lets a native property be set only after a look at the value.
function replaceSetter(owner, name, replacement) {
  const found = owner && describe(owner, name);
  if (!found || !found.set) return;
  const native = found.set;
  define(owner, name, {
    get: found.get,
    set: function (value) { replacement(native, this, value); },
    enumerable: true,
    configurable: false,
  });
}

function refuseMethod(owner, name, what) {
  replaceMethod(owner, name, function () { refuse(what || name); });
}

function refuseSetter(owner, name, what) {
  replaceSetter(owner, name, function () { refuse(what || name); });
}

const NodeNatives = prototype("Node");
const ElementNatives = prototype("Element");
const DocumentNatives = prototype("Document");
const TemplateNatives = prototype("HTMLTemplateElement");
const EventNatives = prototype("Event");
const EventTargetNatives = prototype("EventTarget");

const lowerCase = method(String.prototype, "toLowerCase");
const indexIn = method(String.prototype, "indexOf");
const sliceOf = method(String.prototype, "slice");

const nodeTypeOf = getter(NodeNatives, "nodeType");
const isConnected = getter(NodeNatives, "isConnected");
const firstChildOf = getter(NodeNatives, "firstChild");
const appendTo = method(NodeNatives, "appendChild");
const removeFrom = method(NodeNatives, "removeChild");
const localNameOf = getter(ElementNatives, "localName");
const namespaceOf = getter(ElementNatives, "namespaceURI");
const attributeOf = method(ElementNatives, "getAttribute");
const attributeInOf = method(ElementNatives, "getAttributeNS");
const hasAttributeOf = method(ElementNatives, "hasAttribute");
const setMarkupOf = setter(ElementNatives, "innerHTML");
const findInElement = method(ElementNatives, "querySelector");
const findAllInElement = method(ElementNatives, "querySelectorAll");
const findInFragment = method(prototype("DocumentFragment"), "querySelector");
const findAllInFragment = method(prototype("DocumentFragment"), "querySelectorAll");
const contentOf = getter(TemplateNatives, "content");
const createIn = method(DocumentNatives, "createElementNS");
const lengthOf = getter(prototype("NodeList"), "length");
const itemOf = method(prototype("NodeList"), "item");

const ELEMENT = 1;
const ATTRIBUTE = 2;
const INSTRUCTION = 7;
const DOCUMENT = 9;
const FRAGMENT = 11;
const HTML = "http://www.w3.org/1999/xhtml";
const SVG = "http://www.w3.org/2000/svg";
const XLINK = "http://www.w3.org/1999/xlink";

// What stands after the prefix of a qualified name.
function localPart(name) {
  return sliceOf(name, [indexIn(name, [":"]) + 1]);
}

function startsWith(text, start) {
  return sliceOf(text, [0, start.length]) === start;
}
