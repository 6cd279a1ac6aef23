/** GitHub may give a text back with other line ends and less white space at its end. */
export function sameText(one: string, other: string): boolean {
  const plain = (value: string) => value.replaceAll('\r\n', '\n').trim();
  return plain(one) === plain(other);
}
