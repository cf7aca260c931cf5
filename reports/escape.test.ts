import test from "ava";
import fc from "fast-check";
import { escapeMarkup, escapeScript, join, markup, round, trusted } from "./escape.ts";

const evil = `</script><img src=x onerror="alert('1')">&amp;`;

test("markup in a value comes out as text", (t) => {
  const page = markup`<td title="${evil}">${evil}</td>`.markup;
  t.false(page.includes("<img"));
  t.false(page.includes("</script>"));
  t.is(page.match(/"/g)?.length, 2);
});

test("an escaped value holds no character that could end a tag, an attribute or an entity", (t) => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const escaped = escapeMarkup(text).replace(/&(amp|lt|gt|quot|#39);/g, "");
      return !/[&<>"']/.test(escaped);
    }),
  );
  t.pass();
});

test("control characters and lone surrogates become visible instead of breaking the page", (t) => {
  t.is(escapeMarkup("a\u0000b\ud800c\u001bd"), "a\ufffdb\ufffdc\ufffdd");
  t.is(escapeMarkup("two\nlines 😀"), "two\nlines 😀");
});

test("JSON for a script element cannot close it and reads back the same", (t) => {
  const value = { key: evil, comment: "<!-- <script>", line: "\u2028\u2029" };
  const text = escapeScript(value);
  t.false(/[<>&\u2028\u2029]/.test(text));
  t.deepEqual(JSON.parse(text), value);
});

test("numbers in a template are rounded to 0.1 and never come out as minus zero", (t) => {
  t.is(markup`${1 / 3} ${-0.01} ${12_345_678.96}`.markup, "0.3 0 12345679");
  t.is(String(round(-0.04)), "0");
});

test("lists are joined, and what is absent leaves nothing", (t) => {
  t.is(markup`[${["a", "<", undefined, false, trusted("<b>")]}]`.markup, "[a&lt;<b>]");
  t.is(join(["a", "b"], ", ").markup, "a, b");
});
