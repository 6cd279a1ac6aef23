/**
 * The headings of a document in Markdown, reStructuredText or AsciiDoc: `# Title`, `= Title`, and a line underlined by `===`, `---`, `~~~` and
 * the like.
 */
export function headingsOf(text: string): readonly string[] {
  const lines = withoutCode(text).split(/\r?\n/);
  return lines.flatMap((line, index) => {
    const marked = /^\s{0,3}(?:#{1,6}|={1,6})\s+(.+?)\s*(?:#+|=+)?\s*$/.exec(line);
    if (marked?.[1]) return [marked[1]];
    const underline = /^\s{0,3}(=+|-+|~+|\^+|\*+|"+|\++)\s*$/.exec(lines[index + 1] ?? '');
    const title = line.trim();
    return underline?.[1] && title && underline[1].length >= Math.min(3, title.length) && /\w/.test(title)
      ? [title]
      : [];
  });
}

function withoutCode(text: string): string {
  return text.replace(/^(`{3,}|~{4,})[^\n]*\n[\s\S]*?^\1[ \t]*$/gm, '');
}
