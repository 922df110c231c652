/**
 * A drill for the README's picture: one processor goes off-line and is taken in hand, another cannot be taken off-line
 * because threads are bound to it, and a second host loses a processor at about the same time.
 */
export function closingTimeDrill(): string {
  const error = (at: string, host: string, processor: number, afsr: string) =>
    `  - { at: ${at}, kind: ecc, host: ${host}, processor: ${processor}, name: WDC, afsr: "${afsr}",` +
    ' afar: "0x000000a1.f06b4000", faultPc: "0x10152880" }';
  return [
    'version: 1',
    'title: Slow caches at closing time',
    'startsAt: 2003-10-23T11:48:30Z',
    'hosts:',
    '  - { name: sf15k-domc, platform: starcat, cpuType: US-III, release: solaris9,',
    '      bootedAt: 2003-10-22T00:00:00Z, processors: [64, 97] }',
    '  - { name: sf68-doma, platform: serengeti, cpuType: US-III+, release: solaris9,',
    '      bootedAt: 2003-10-19T14:38:51Z, processors: [5] }',
    'people: [{ id: dana, name: Dana Whitfield }, { id: ravi, name: Ravi Menon }]',
    'injects:',
    '  - { at: 1s, kind: bind-thread, host: sf15k-domc, processor: 64 }',
    ...['8s', '25s', '52s'].map((at) => error(at, 'sf15k-domc', 97, '0x00000040.000001f0')),
    ...['14s', '41s', '66s'].map((at) => error(at, 'sf15k-domc', 64, '0x00000040.000001f0')),
    ...['120s', '151s', '175s'].map((at) => error(at, 'sf68-doma', 5, '0x00000040.00000031')),
    '',
  ].join('\n');
}
