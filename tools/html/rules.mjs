// What every page must pass: all that html-validate recommends, documents and accessibility too.
// A rule that is not taken as it comes says why.

export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules: {
    // A title begins with what people named a thing, as long as they please; search engines never see it.
    "long-title": "off",
    // Our own scripts and styles come from the hub itself; only somebody else's would need a checksum.
    "require-sri": ["error", { target: "crossorigin" }],
    // About the look of the source, which templates make and nobody reads.
    "no-trailing-whitespace": "off",
    // Safari no longer says that a list without bullets is a list, unless its role is written out.
    "no-redundant-role": "off",
    // A label around its field and pointing at it as well: voice control knows only the pointing.
    "no-redundant-for": "off",
    // `download=""` is `download`: Jinja's xmlattr writes every attribute with a value.
    "attribute-empty-style": "off",
    "attribute-boolean-style": "off",
    // A name that comes more than once is a list: many answers to one question, many steps of one form.
    "form-dup-name": "off",
  },
};
