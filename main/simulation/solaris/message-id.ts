/**
 * The id that Solaris prints for a kernel message: a hash of its format string, as passed to `cmn_err`. That is with a
 * leading `!` and without the words NOTICE: and WARNING:. Six digits, 100000 to 999980.
 */
export function messageId(format: string): number {
  let id = 0;
  for (let index = 0; index < format.length; index += 1) {
    const byte = format.charCodeAt(index) & 0xff;
    // Tabs and newlines do not count.
    if (byte >= 0x20) id = (((id >>> 5) | (id << 27)) + byte) >>> 0;
  }
  return (id % 899_981) + 100_000;
}
