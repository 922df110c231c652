import { expect, test } from 'vitest';
import { allowedExternalAddress, openExternalLink } from '../../main/desktop/external-links.ts';

const hostile = [
  '',
  'docs.oracle.com',
  '//docs.oracle.com/',
  'http://docs.oracle.com/',
  'https://docs.oracle.com.evil.example/',
  'https://evil.example/docs.oracle.com',
  'https://evil.example/#https://docs.oracle.com/',
  'https://evil.example\\@docs.oracle.com/',
  'https://docs.oracle.com\\@evil.example/',
  'https://docs.oracle.com@evil.example/',
  'https://user@docs.oracle.com/',
  'https://user:password@docs.oracle.com/',
  'https://docs.oracle.com:8443/',
  'https://docs.oracle.com./',
  'https://dоcs.oracle.com/',
  'https://evil.docs.oracle.com/',
  'file:///etc/passwd',
  'file://docs.oracle.com/share',
  'javascript:alert(1)//https://docs.oracle.com/',
  'data:text/html,<script>alert(1)</script>',
  'smb://docs.oracle.com/share',
  'ms-msdt:/id PCWDiagnostic',
  'vscode://file/etc/passwd',
  'app://console/',
  'view-source:https://docs.oracle.com/',
  ' javascript:https://docs.oracle.com/',
  `https://docs.oracle.com/${'a'.repeat(2048)}`,
];

test.each(hostile)('%j is not opened', async (address) => {
  expect(allowedExternalAddress(address)).toBeNull();
  const never = () => Promise.reject(new Error('nothing may be asked or opened'));
  expect(await openExternalLink(address, { confirm: never, open: never })).toBe(false);
});

test('an allowed page is opened, tidied up, once the person agrees to its host', async () => {
  const asked: string[] = [];
  const opened: string[] = [];
  const opener = (agrees: boolean) => ({
    confirm: async (host: string) => {
      asked.push(host);
      return agrees;
    },
    open: async (address: string) => void opened.push(address),
  });
  expect(await openExternalLink('https://DOCS.oracle.com/a/../cd?x=1', opener(false))).toBe(false);
  expect(await openExternalLink('https://DOCS.oracle.com/a/../cd?x=1', opener(true))).toBe(true);
  expect(asked).toEqual(['docs.oracle.com', 'docs.oracle.com']);
  expect(opened).toEqual(['https://docs.oracle.com/cd?x=1']);
});
