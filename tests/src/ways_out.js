// Ways by which a script in a page can reach another computer, each tried by itself. The test calls
// `tryWay(name, port)`; whoever listens on 127.0.0.1 at that port has heard it, or has not.
//
// A way is an entry `"what it is": (to) => ...`, where `to` holds the addresses. It may throw, and it may
// leave something behind on the page, but nothing that keeps a later way from working.

const addresses = (port) => ({
    port,
    http: `http://127.0.0.1:${port}/`,
    ws: `ws://127.0.0.1:${port}/`,
    host: `127.0.0.1:${port}`,
});

// Makes an element with attributes, puts it into the body, and returns it.
const put = (name, attributes = {}, parent = document.body) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent.append(element);
    return element;
};
const putSvg = (name, attributes = {}) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    svg.append(element);
    document.body.append(svg);
    return element;
};
const styled = (property, value) => put("p").style.setProperty(property, value);
const sheet = (text) => {
    const made = new CSSStyleSheet();
    made.replaceSync(text);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, made];
};
const rule = (text) => {
    const owned = document.styleSheets[0] ?? put("style", {}, document.head).sheet;
    owned.insertRule(text);
};
const blobOf = (text, type) => URL.createObjectURL(new Blob([text], { type }));
const refreshing = (to) => `<meta http-equiv="refresh" content="0;url=${to.http}"><link rel="preconnect" href="${to.http}">`;
const click = (link) => { link.click(); };
const until = async (found) => {
    for (let turn = 0; turn < 100; turn += 1) {
        const value = found();
        if (value) return value;
        await new Promise((go) => setTimeout(go, 10));
    }
    throw new Error("nothing came");
};

// What a frame without a source gives: a realm of its own, whose programs were not taken away.
const useRealm = (realm, to) => {
    for (const use of [
        () => realm.fetch(to.http, { mode: "no-cors" }).catch(() => {}),
        () => realm.open(to.http),
        () => realm.navigator.sendBeacon(to.http, "x"),
        () => new realm.WebSocket(to.ws),
        () => { new realm.Image().src = to.http; },
        () => realm.location.replace(to.http),
    ]) try { use(); } catch (_) { /* The next one may work. */ }
};
const useFrame = async (frame, to) => useRealm(await until(() => frame.contentWindow), to);
const useFoundFrame = async (to, root = document) => useFrame(await until(() => root.querySelector("iframe, frame, object, embed")), to);
const FRAME = "<iframe></iframe>";

const stun = (realm, to, urls) => {
    const connection = new realm.RTCPeerConnection({ iceServers: [{ urls, username: "a", credential: "b" }] });
    connection.createDataChannel("out");
    connection.createOffer().then((offer) => connection.setLocalDescription(offer)).catch(() => {});
};

// Runs `use` while something of the language is another thing, and puts it back.
const whileReplaced = (owner, name, value, use) => {
    const kept = Object.getOwnPropertyDescriptor(owner, name);
    try { Object.defineProperty(owner, name, { ...kept, value }); } catch (_) { /* It is not to be replaced. */ }
    try { return use(); } finally { try { Object.defineProperty(owner, name, kept); } catch (_) { /* Nor was it. */ } }
};

const WAYS = {
    // Requests by script.
    "fetch": (to) => fetch(to.http),
    "fetch without CORS": (to) => fetch(to.http, { mode: "no-cors", method: "POST", body: "x" }),
    "fetch that outlives the page": (to) => fetch(to.http, { mode: "no-cors", keepalive: true }),
    "fetch later": (to) => fetchLater(to.http, { activateAfter: 0 }),
    "request by XMLHttpRequest": (to) => { const request = new XMLHttpRequest(); request.open("GET", to.http); request.send(); },
    "synchronous XMLHttpRequest": (to) => { const request = new XMLHttpRequest(); request.open("GET", to.http, false); request.send(); },
    "beacon": (to) => navigator.sendBeacon(to.http, "x"),
    "event stream": (to) => new EventSource(to.http),
    "web socket": (to) => new WebSocket(to.ws),
    "web socket stream": (to) => new WebSocketStream(to.ws),
    "web transport": (to) => new WebTransport(`https://${to.host}/`),
    "cache": async (to) => (await caches.open("out")).add(to.http),
    "WebRTC by STUN": (to) => stun(window, to, `stun:${to.host}`),
    "WebRTC by TURN over TCP": (to) => stun(window, to, `turn:${to.host}?transport=tcp`),
    "WebRTC by its older name": (to) => stun({ RTCPeerConnection: window.webkitRTCPeerConnection }, to, `stun:${to.host}`),
    "payment method": (to) => new PaymentRequest([{ supportedMethods: to.http }], { total: { label: "x", amount: { currency: "EUR", value: "1" } } }).canMakePayment(),
    "sign-in by a provider": (to) => navigator.credentials.get({ identity: { providers: [{ configURL: to.http, clientId: "x" }] } }),
    "notification with an icon": (to) => new Notification("x", { icon: to.http }),
    "presentation": (to) => new PresentationRequest(to.http).start(),

    // Programs beside the page.
    "worker": (to) => new Worker(blobOf(`fetch("${to.http}")`, "text/javascript")),
    "worker from outside": (to) => new Worker(to.http),
    "module worker": (to) => new Worker(blobOf(`import "${to.http}"`, "text/javascript"), { type: "module" }),
    "shared worker": (to) => new SharedWorker(blobOf(`fetch("${to.http}")`, "text/javascript")),
    "the page's own worker": (to) => { window.assayProvideWorker(`fetch("${to.http}")`); window.assayStartWorker(); },
    "service worker": (to) => navigator.serviceWorker.register(to.http),
    "audio worklet": (to) => new OfflineAudioContext(1, 1, 44100).audioWorklet.addModule(to.http),
    "paint worklet": (to) => CSS.paintWorklet.addModule(to.http),
    "script": (to) => put("script", { src: to.http }),
    "module script": (to) => put("script", { type: "module", src: to.http }),
    "inline script": (to) => { put("script").textContent = `fetch("${to.http}")`; },
    "script put in by its text": (to) => { put("script").text = `fetch("${to.http}")`; },
    "script that was there": (to) => { const script = document.querySelector("script"); script.src = to.http; const copy = script.cloneNode(); copy.src = to.http; document.body.append(copy); },
    "import": (to) => import(to.http),
    "evaluated text": (to) => { (0, eval)(`fetch("${to.http}")`); },
    "function from text": (to) => new Function(`fetch("${to.http}")`)(),
    "timer from text": (to) => setTimeout(`fetch("${to.http}")`),
    "handler from text": (to) => { put("button", { onclick: `fetch("${to.http}")` }).click(); },
    "script address": (to) => { location.href = `javascript:fetch("${to.http}")`; },
    "speculation rules": (to) => { const script = document.createElement("script"); script.type = "speculationrules"; script.textContent = JSON.stringify({ prefetch: [{ source: "list", urls: [to.http], eagerness: "immediate" }], prerender: [{ source: "list", urls: [to.http] }] }); document.head.append(script); },
    "import map": (to) => { const script = document.createElement("script"); script.type = "importmap"; script.textContent = JSON.stringify({ imports: { out: to.http } }); document.head.append(script); return import("out"); },

    // Pictures, sound, styles, fonts.
    "picture": (to) => put("img", { src: to.http }),
    "picture without an element": (to) => { new Image().src = to.http; },
    "picture by srcset": (to) => put("img", { srcset: `${to.http} 1x` }),
    "picture by a source": (to) => { const picture = put("picture"); put("source", { srcset: to.http }, picture); put("img", {}, picture); },
    "picture of a button": (to) => put("input", { type: "image", src: to.http }),
    "picture behind a body": (to) => document.body.setAttribute("background", to.http),
    "picture behind a cell": (to) => { const table = put("table"); table.insertRow().insertCell().setAttribute("background", to.http); },
    "picture with attribution": (to) => put("img", { attributionsrc: to.http }),
    "video": (to) => put("video", { src: to.http, preload: "auto" }),
    "poster": (to) => put("video", { poster: to.http }),
    "sound": (to) => put("audio", { src: to.http, preload: "auto" }),
    "sound without an element": (to) => new Audio(to.http).load(),
    "sound by a source": (to) => { const audio = put("audio", { preload: "auto" }); put("source", { src: to.http }, audio); audio.load(); },
    "subtitles": (to) => { const video = put("video"); put("track", { default: "", src: to.http }, video).track.mode = "showing"; },
    "SVG picture": (to) => putSvg("image", { href: to.http }),
    "SVG use": (to) => putSvg("use", { href: `${to.http}#a` }),
    "SVG filter picture": (to) => { const filter = putSvg("filter", { id: "out" }); const picture = document.createElementNS("http://www.w3.org/2000/svg", "feImage"); picture.setAttribute("href", to.http); filter.append(picture); styled("filter", "url(#out)"); },
    "SVG fill from outside": (to) => putSvg("rect", { width: "9", height: "9", fill: `url(${to.http}#a)` }),
    "SVG animation of an address": (to) => { const picture = putSvg("image", { href: "" }); const animation = document.createElementNS("http://www.w3.org/2000/svg", "set"); animation.setAttribute("attributeName", "href"); animation.setAttribute("to", to.http); picture.append(animation); },
    "SVG script": (to) => putSvg("script", { href: to.http }),
    "background": (to) => styled("background-image", `url(${to.http})`),
    "border picture": (to) => styled("border-image", `url(${to.http}) 1`),
    "cursor": (to) => { document.body.style.cursor = `url(${to.http}), auto`; },
    "list mark": (to) => put("li").style.setProperty("list-style-image", `url(${to.http})`),
    "content": (to) => styled("content", `url(${to.http})`),
    "mask": (to) => styled("mask", `url(${to.http}#a)`),
    "filter from outside": (to) => styled("filter", `url(${to.http}#a)`),
    "clip path from outside": (to) => styled("clip-path", `url(${to.http}#a)`),
    "shape from outside": (to) => { const p = put("p"); p.style.float = "left"; p.style.setProperty("shape-outside", `url(${to.http})`); },
    "style element": (to) => { put("style").textContent = `body { background: url(${to.http}) }`; },
    "style element that imports": (to) => { put("style").textContent = `@import url(${to.http});`; },
    "style attribute": (to) => put("p", { style: `background: url(${to.http})` }),
    "rule with a picture": (to) => rule(`body { background: url(${to.http}) }`),
    "rule that imports": (to) => rule(`@import url(${to.http});`),
    "rule with a font": (to) => { rule(`@font-face { font-family: out; src: url(${to.http}) }`); put("p", {}).style.fontFamily = "out"; document.body.lastChild.textContent = "x"; },
    "adopted sheet": (to) => sheet(`body { background: url(${to.http}) }`),
    "adopted sheet with a font": (to) => { sheet(`@font-face { font-family: out2; src: url(${to.http}) }`); const p = put("p"); p.style.fontFamily = "out2"; p.textContent = "x"; },
    "font by script": (to) => new FontFace("out3", `url(${to.http})`).load(),

    // Elements of the head.
    "link: style sheet": (to) => put("link", { rel: "stylesheet", href: to.http }),
    "link: preconnect": (to) => put("link", { rel: "preconnect", href: to.http }),
    "link: prefetch": (to) => put("link", { rel: "prefetch", href: to.http }),
    "link: prerender": (to) => put("link", { rel: "prerender", href: to.http }),
    "link: preload of a script": (to) => put("link", { rel: "preload", as: "script", href: to.http }),
    "link: preload of a picture": (to) => put("link", { rel: "preload", as: "image", imagesrcset: `${to.http} 1x` }),
    "link: preload for fetch": (to) => put("link", { rel: "preload", as: "fetch", href: to.http }),
    "link: module preload": (to) => put("link", { rel: "modulepreload", href: to.http }),
    "link: icon": (to) => put("link", { rel: "icon", href: to.http }, document.head),
    "link: manifest": (to) => put("link", { rel: "manifest", href: to.http }, document.head),
    "link: dictionary": (to) => put("link", { rel: "compression-dictionary", href: to.http }),
    "link in SVG's name space": (to) => { const link = document.createElementNS("http://www.w3.org/1999/xhtml", "x:link"); link.setAttribute("rel", "preconnect"); link.setAttribute("href", to.http); document.head.append(link); },
    "link that was there": (to) => { const link = document.querySelector("link"); link.rel = "preconnect"; link.href = to.http; },
    "link that was there, by its attribute node": (to) => { const link = document.querySelector("link"); link.getAttributeNode("rel").value = "preconnect"; link.getAttributeNode("href").value = to.http; },
    "link that was there, cloned": (to) => { const link = document.querySelector("link").cloneNode(); link.rel = "preconnect"; link.href = to.http; document.head.append(link); },
    "link in markup": (to) => document.head.insertAdjacentHTML("beforeend", `<link rel="preconnect" href="${to.http}">`),
    "link in a template": (to) => { const template = document.createElement("template"); template.innerHTML = `<link rel="preconnect" href="${to.http}">`; document.body.append(template.content.cloneNode(true)); },
    "refresh": (to) => put("meta", { "http-equiv": "refresh", content: `0;url=${to.http}` }, document.head),
    "refresh by an element that was there": (to) => { const meta = document.querySelector("meta[name]"); meta.content = `0;url=${to.http}`; meta.httpEquiv = "refresh"; },
    "refresh in markup": (to) => { const p = put("p"); p.innerHTML = `<meta http-equiv="refresh" content="0;url=${to.http}">`; },
    "base address": (to) => { put("base", { href: to.http }, document.head); put("img", { src: "picture.png" }); },
    "style sheet of an instruction": (to) => document.insertBefore(document.createProcessingInstruction("xml-stylesheet", `type="text/css" href="${to.http}"`), document.documentElement),

    // Frames with a source.
    "frame with a source": (to) => put("iframe", { src: to.http }),
    "frame with a document": (to) => put("iframe", { srcdoc: `<img src="${to.http}"><link rel="preconnect" href="${to.http}">${refreshing(to)}` }),
    "frame with a made file": (to) => put("iframe", { src: blobOf(refreshing(to), "text/html") }),
    "frame with data": (to) => put("iframe", { src: `data:text/html,${encodeURIComponent(refreshing(to))}` }),
    "object": (to) => put("object", { data: to.http }),
    "embedded thing": (to) => put("embed", { src: to.http }),
    "fenced frame": (to) => { const frame = put("fencedframe"); frame.config = new FencedFrameConfig(to.http); },
    "portal": (to) => put("portal", { src: to.http }),
    "frame set": (to) => { const frames = document.createElement("frameset"); put("frame", { src: to.http }, frames); document.documentElement.append(frames); },

    // Frames without a source, by every way that makes one. Its realm is then used.
    "frame: created": (to) => useFrame(put("iframe"), to),
    "frame: created in capitals": (to) => useFrame(put("IFRAME"), to),
    "frame: its own WebRTC": async (to) => stun(await until(() => put("iframe").contentWindow), to, `stun:${to.host}`),
    "frame: object": (to) => useFrame(put("object", { type: "text/html", data: "about:blank" }), to),
    "frame: embedded": async (to) => { put("embed", { type: "text/html", src: "about:blank" }); useRealm(await until(() => frames[frames.length - 1]), to); },
    "frame: by name space": (to) => { const frame = document.createElementNS("http://www.w3.org/1999/xhtml", "iframe"); document.body.append(frame); return useFrame(frame, to); },
    "frame: by name space with a prefix": (to) => { const frame = document.createElementNS("http://www.w3.org/1999/xhtml", "a:iframe"); document.body.append(frame); return useFrame(frame, to); },
    "frame: with appendChild": (to) => useFrame(document.body.appendChild(document.createElement("iframe")), to),
    "frame: with insertBefore": (to) => useFrame(document.body.insertBefore(document.createElement("iframe"), null), to),
    "frame: with replaceChild": (to) => { const frame = document.createElement("iframe"); document.body.replaceChild(frame, put("p")); return useFrame(frame, to); },
    "frame: with before and replaceWith": (to) => { const frame = document.createElement("iframe"); put("p").before(frame); put("p").replaceWith(frame); return useFrame(frame, to); },
    "frame: with insertAdjacentElement": (to) => useFrame(document.body.insertAdjacentElement("beforeend", document.createElement("iframe")), to),
    "frame: in a range": (to) => { const range = document.createRange(); range.selectNodeContents(put("p")); range.insertNode(document.createElement("iframe")); return useFoundFrame(to); },
    "frame: around a range": (to) => { const range = document.createRange(); range.selectNodeContents(put("p")); range.surroundContents(document.createElement("iframe")); return useFoundFrame(to); },
    "frame: moved": (to) => { const frame = document.createElement("iframe"); document.body.moveBefore(frame, null); return useFrame(frame, to); },
    "frame: innerHTML": (to) => { put("div").innerHTML = FRAME; return useFoundFrame(to); },
    "frame: innerHTML before it is in the document": (to) => { const div = document.createElement("div"); div.innerHTML = FRAME; document.body.append(div); return useFoundFrame(to); },
    "frame: innerHTML in SVG": (to) => { putSvg("g").innerHTML = `<foreignObject>${FRAME}</foreignObject>`; return useFoundFrame(to); },
    "frame: innerHTML out of SVG": (to) => { const g = putSvg("g"); g.innerHTML = `<style><p><iframe xmlns="http://www.w3.org/1999/xhtml"></iframe></style>`; return useFoundFrame(to); },
    "frame: innerHTML out of MathML": (to) => { put("div").innerHTML = `<math><mtext><table><mglyph><style><!--</style><iframe></iframe>`; return useFoundFrame(to); },
    "frame: outerHTML": (to) => { put("div").outerHTML = FRAME; return useFoundFrame(to); },
    "frame: insertAdjacentHTML": (to) => { document.body.insertAdjacentHTML("beforeend", FRAME); return useFoundFrame(to); },
    "frame: setHTML": (to) => { put("div").setHTML(FRAME, { sanitizer: {} }); return useFoundFrame(to); },
    "frame: setHTMLUnsafe": (to) => { put("div").setHTMLUnsafe(FRAME); return useFoundFrame(to); },
    "frame: declared shadow": (to) => { const div = put("div"); div.setHTMLUnsafe(`<p><template shadowrootmode="open">${FRAME}</template></p>`); return useFoundFrame(to, div.firstChild.shadowRoot); },
    "frame: parseHTMLUnsafe": (to) => { document.body.append(Document.parseHTMLUnsafe(FRAME).querySelector("iframe")); return useFoundFrame(to); },
    "frame: document.write": (to) => { document.write(FRAME); document.close(); return useFoundFrame(to); },
    "frame: document.writeln": (to) => { document.writeln(FRAME); document.close(); return useFoundFrame(to); },
    "frame: document.open": (to) => { document.open(); document.write(`<body>${FRAME}`); document.close(); return useFoundFrame(to); },
    "frame: DOMParser": (to) => { document.body.append(document.adoptNode(new DOMParser().parseFromString(FRAME, "text/html").querySelector("iframe"))); return useFoundFrame(to); },
    "frame: XML by DOMParser": (to) => { document.body.append(new DOMParser().parseFromString(`<iframe xmlns="http://www.w3.org/1999/xhtml"/>`, "application/xml").documentElement); return useFoundFrame(to); },
    "frame: SVG by DOMParser": (to) => { document.body.append(new DOMParser().parseFromString(`<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml"/></foreignObject></svg>`, "image/svg+xml").documentElement); return useFoundFrame(to); },
    "frame: XML document": (to) => { document.body.append(document.implementation.createDocument("http://www.w3.org/1999/xhtml", "iframe").documentElement); return useFoundFrame(to); },
    "frame: created in an XML document": (to) => { document.body.append(new Document().createElementNS("http://www.w3.org/1999/xhtml", "iframe")); return useFoundFrame(to); },
    "frame: created in another document": (to) => { document.body.append(document.implementation.createHTMLDocument("").createElement("iframe")); return useFoundFrame(to); },
    "frame: written into another document": (to) => { const other = document.implementation.createHTMLDocument(""); other.body.innerHTML = FRAME; document.body.append(document.adoptNode(other.body.firstChild)); return useFoundFrame(to); },
    "frame: imported from a template": (to) => { const template = document.createElement("template"); template.innerHTML = FRAME; document.body.append(document.importNode(template.content, true)); return useFoundFrame(to); },
    "frame: template in a template": (to) => { const template = document.createElement("template"); template.innerHTML = `<template>${FRAME}</template>`; document.body.append(template.content.firstChild.content); return useFoundFrame(to); },
    "frame: fragment of a range": (to) => { document.body.append(document.createRange().createContextualFragment(FRAME)); return useFoundFrame(to); },
    "frame: transformed XML": (to) => { const sheet = new DOMParser().parseFromString(`<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><iframe xmlns="http://www.w3.org/1999/xhtml"/></xsl:template></xsl:stylesheet>`, "application/xml"); const processor = new XSLTProcessor(); processor.importStylesheet(sheet); document.body.append(processor.transformToFragment(sheet, document)); return useFoundFrame(to); },
    "frame: custom element": (to) => { class Out extends HTMLIFrameElement {} customElements.define(`out-${to.port}`, Out, { extends: "iframe" }); document.body.append(new Out()); return useFoundFrame(to); },
    "frame: in a shadow": (to) => { const shadow = put("div").attachShadow({ mode: "closed" }); shadow.innerHTML = FRAME; return useFoundFrame(to, shadow); },
    "frame: by an editing command": (to) => { const div = put("div", { contenteditable: "" }); div.focus(); getSelection().selectAllChildren(div); document.execCommand("insertHTML", false, FRAME); return useFoundFrame(to); },
    "frame: in design mode": (to) => { document.designMode = "on"; getSelection().collapse(put("div"), 0); document.execCommand("insertHTML", false, `<p>${FRAME}</p>`); document.designMode = "off"; return useFoundFrame(to); },
    "frame: in a caption": (to) => { const caption = document.createElement("caption"); caption.append(document.createElement("iframe")); put("table").caption = caption; return useFoundFrame(to); },
    "frame: in another body": (to) => { const body = document.createElement("body"); body.append(document.createElement("iframe")); document.body = body; return useFoundFrame(to); },

    // Undoing the lock. Each ends in a frame or a link that would be heard.
    "undo: delete createElement": (to) => { delete Document.prototype.createElement; delete document.createElement; return useFrame(put("iframe"), to); },
    "undo: define createElement again": (to) => { const kept = Document.prototype.createElement; Object.defineProperty(Document.prototype, "createElement", { value: kept, configurable: true }); return useFrame(put("iframe"), to); },
    "undo: another prototype": (to) => { const twin = new Proxy(document, {}); return useFrame(document.body.appendChild(Document.prototype.createElement.call(twin, "iframe")), to); },
    "undo: a name that changes": (to) => { let asked = 0; const name = { toString: () => (asked++ ? "iframe" : "div") }; const made = document.createElement(name); document.body.append(made); return useFrame(made, to); },
    "undo: a name space that changes": (to) => { let asked = 0; const name = { toString: () => (asked++ ? "iframe" : "div") }; const made = document.createElementNS("http://www.w3.org/1999/xhtml", name); document.body.append(made); return useFrame(made, to); },
    "undo: toLowerCase": (to) => whileReplaced(String.prototype, "toLowerCase", () => "div", () => useFrame(put("iframe"), to)),
    "undo: indexOf and slice": (to) => whileReplaced(String.prototype, "slice", () => "div", () => whileReplaced(String.prototype, "indexOf", () => -1, () => { const frame = document.createElementNS("http://www.w3.org/1999/xhtml", "iframe"); document.body.append(frame); return useFrame(frame, to); })),
    "undo: Reflect.apply": (to) => { let native; return whileReplaced(Reflect, "apply", (call, self, list) => { native = call; return Function.prototype.apply.call(call, self, list); }, () => { document.createElement("p"); return useFrame(document.body.appendChild(native.call(document, "iframe")), to); }); },
    "undo: call and apply": (to) => { let native; const spy = function (self, ...list) { native = this; return Reflect.apply(this, self, list); }; return whileReplaced(Function.prototype, "call", spy, () => whileReplaced(Function.prototype, "apply", spy, () => { document.createElement("p"); return useFrame(document.body.appendChild(Reflect.apply(native, document, ["iframe"])), to); })); },
    "undo: querySelector": (to) => whileReplaced(Element.prototype, "querySelector", () => null, () => { put("div").innerHTML = FRAME; return useFoundFrame(to); }),
    "undo: querySelectorAll": (to) => whileReplaced(DocumentFragment.prototype, "querySelectorAll", () => [], () => { const template = document.createElement("template"); template.innerHTML = FRAME; document.body.append(template.content.cloneNode(true)); return useFoundFrame(to); }),
    "undo: localName": (to) => { const kept = Object.getOwnPropertyDescriptor(Element.prototype, "localName"); Object.defineProperty(Element.prototype, "localName", { ...kept, get: () => "div" }); try { put("div").innerHTML = FRAME; return useFoundFrame(to); } finally { Object.defineProperty(Element.prototype, "localName", kept); } },
    "undo: Object.prototype": (to) => { Object.prototype.iframe = true; try { return useFrame(put("iframe"), to); } finally { delete Object.prototype.iframe; } },
    "undo: stack of an error": (to) => { const kept = Error.prepareStackTrace; let native; Error.prepareStackTrace = (_, calls) => { for (const call of calls) native = call.getFunction() ?? native; return ""; }; try { document.createElement({ toString() { void new Error().stack; return "p"; } }); } finally { Error.prepareStackTrace = kept; } return useFrame(document.body.appendChild(native.call(document, "iframe")), to); },
    "undo: full stack": (to) => { const dive = (depth) => { if (depth > 0) return dive(depth - 1); const link = document.createElement("link"); link.rel = "preconnect"; link.href = to.http; document.head.append(link); }; for (let depth = 20000; depth > 0; depth -= 7) try { dive(depth); return; } catch (_) { /* Less deep, then. */ } },
    "undo: fetch by its name": (to) => { delete window.fetch; Object.defineProperty(window, "fetch", { value: window.fetch ?? Window.prototype.fetch }); return fetch(to.http); },

    // Links.
    "anchor": (to) => click(put("a", { href: to.http })),
    "anchor to a file of this disk": () => click(put("a", { href: "file:///etc/hostname" })),
    "anchor in a new window": (to) => click(put("a", { href: to.http, target: "_blank" })),
    "anchor in a named window": (to) => click(put("a", { href: to.http, target: "out" })),
    "anchor that downloads": (to) => click(put("a", { href: to.http, download: "x" })),
    "anchor that pings": (to) => click(put("a", { href: "#x", ping: to.http })),
    "anchor with attribution": (to) => click(put("a", { href: "#x", attributionsrc: to.http })),
    "anchor outside of the document": (to) => { const link = document.createElement("a"); link.href = to.http; link.click(); },
    "anchor outside of the document, in a new window": (to) => { const link = document.createElement("a"); link.href = to.http; link.target = "_blank"; link.dispatchEvent(new MouseEvent("click")); },
    "anchor in a closed shadow": (to) => { const shadow = put("div").attachShadow({ mode: "closed" }); const link = document.createElement("a"); link.href = to.http; shadow.append(link); link.click(); },
    "anchor with a control key": (to) => put("a", { href: to.http }).dispatchEvent(new MouseEvent("click", { ctrlKey: true, bubbles: true, composed: true })),
    "anchor changed after the look": (to) => { const link = put("a", { href: "#x" }); link.addEventListener("click", () => { link.href = to.http; }); link.click(); },
    "anchor changed after the look, by its parts": (to) => { const link = put("a", { href: "#x" }); link.addEventListener("click", () => { link.protocol = "http:"; link.host = to.host; }); link.click(); },
    "anchor changed by its attribute node": (to) => { const link = put("a", { href: "#x" }); link.getAttributeNode("href").nodeValue = to.http; link.click(); },
    "anchor with an attribute node": (to) => { const link = document.createElement("a"); const node = document.createAttribute("href"); node.value = to.http; link.setAttributeNode(node); link.click(); },
    "anchor with a named attribute": (to) => { const link = document.createElement("a"); const node = document.createAttribute("href"); node.value = to.http; link.attributes.setNamedItem(node); link.click(); },
    "anchor in markup": (to) => { const p = put("p"); p.innerHTML = `<a href="${to.http}">x</a>`; p.firstChild.click(); },
    "anchor with a handler before": (to) => { const link = put("a", { href: to.http }); window.addEventListener("click", (event) => event.stopImmediatePropagation(), { capture: true, once: true }); link.click(); },
    "anchor with a path of its own": (to) => { const kept = Event.prototype.composedPath; Event.prototype.composedPath = () => []; try { put("a", { href: to.http }).click(); } finally { Event.prototype.composedPath = kept; } },
    "anchor to a made page": (to) => click(put("a", { href: blobOf(refreshing(to), "text/html") })),
    "anchor to a made page, outside of the document": (to) => { const link = document.createElement("a"); link.href = blobOf(refreshing(to), "text/html"); link.target = "_blank"; link.click(); },
    "anchor to a made picture": (to) => { const link = document.createElement("a"); link.href = blobOf(`<svg xmlns="http://www.w3.org/2000/svg"><image href="${to.http}"/></svg>`, "image/svg+xml"); link.click(); },
    "area": (to) => { const map = put("map"); put("area", { href: to.http }, map).click(); },
    "SVG anchor": (to) => putSvg("a", { href: to.http }).dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true })),
    "MathML anchor": (to) => { const math = document.createElementNS("http://www.w3.org/1998/Math/MathML", "mtext"); math.setAttribute("href", to.http); document.body.append(math); math.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true })); },
    "editing command that links": (to) => { const div = put("div", { contenteditable: "" }); div.textContent = "x"; getSelection().selectAllChildren(div); document.execCommand("createLink", false, to.http); const link = div.querySelector("a"); div.contentEditable = "false"; link.click(); },

    // Forms.
    "form": (to) => put("form", { action: to.http }).submit(),
    "form that is asked": (to) => put("form", { action: to.http }).requestSubmit(),
    "form that posts": (to) => put("form", { action: to.http, method: "post" }).submit(),
    "form in a new window": (to) => put("form", { action: to.http, target: "_blank" }).submit(),
    "form by its button": (to) => put("button", {}, put("form", { action: to.http })).click(),
    "form by its button's address": (to) => put("button", { formaction: to.http }, put("form")).click(),
    "form by a button's property": (to) => { const button = put("button", {}, put("form")); button.formAction = to.http; button.click(); },
    "form in a shadow": (to) => { const shadow = put("div").attachShadow({ mode: "closed" }); const form = document.createElement("form"); form.action = to.http; shadow.append(form); form.requestSubmit(); },

    // Windows and addresses.
    "window": (to) => window.open(to.http),
    "window by a document": (to) => document.open(to.http, "_blank", ""),
    "window without an address": (to) => useRealm(window.open(""), to),
    "window of a made page": (to) => window.open(blobOf(refreshing(to), "text/html")),
    "picture in picture": async (to) => useRealm(await documentPictureInPicture.requestWindow(), to),
    "location": (to) => { location = to.http; },
    "location to a file of this disk": () => { location.href = "file:///etc/hostname"; },
    "location.href": (to) => { location.href = to.http; },
    "location.assign": (to) => location.assign(to.http),
    "location.replace": (to) => location.replace(to.http),
    "location to a made page": (to) => { location = blobOf(refreshing(to), "text/html"); },
    "document.location": (to) => { document.location = to.http; },
    "navigation": (to) => navigation.navigate(to.http),
    "navigation with a handler": (to) => { navigation.addEventListener("navigate", (event) => event.stopImmediatePropagation(), { once: true }); return navigation.navigate(to.http); },
    "navigation with a capturing handler": (to) => { navigation.addEventListener("navigate", (event) => event.stopImmediatePropagation(), { once: true, capture: true }); return navigation.navigate(to.http); },
    "navigation told as another": (to) => { const kept = Object.getOwnPropertyDescriptor(NavigationDestination.prototype, "url"); Object.defineProperty(NavigationDestination.prototype, "url", { ...kept, get: () => location.href }); try { navigation.navigate(to.http); } finally { Object.defineProperty(NavigationDestination.prototype, "url", kept); } },
};

const tryWay = async (name, port) => {
    try {
        await WAYS[name](addresses(port));
        return "tried";
    } catch (error) {
        return String(error);
    }
};
