const cache = 'afar: "0x000000a1.f06b4000", faultPc: "0x10152880"';

/** The processors of a starcat with all of its 18 expanders: four a board, 32 apart. */
const processors = Array.from({ length: 72 }, (_, index) => Math.floor(index / 4) * 32 + (index % 4));

const hostName = (index: number): string => `sf15k-dom${'abcdefghijklmnop'[index]}`;

function cacheErrors(host: string, processor: number, fromSeconds: number, count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) =>
      `  - { at: ${fromSeconds + 20 * index}s, kind: ecc, host: ${host}, processor: ${processor}, name: WDC,` +
      ` afsr: "0x00000040.000001f0", ${cache} }`,
  );
}

interface MemoryErrors {
  readonly host: string;
  readonly processor: number;
  readonly module: string;
  readonly name?: 'CE' | 'UE';
  readonly state?: string;
  readonly seconds: number;
  readonly page: number;
}

function memoryError({ host, processor, module, name = 'CE', state = 'clean', seconds, page }: MemoryErrors): string {
  const [afsr, kind] = name === 'CE' ? ['0x00000002.00000031', 'persistent'] : ['0x00000004.00000005', 'sticky'];
  return (
    `  - { at: ${seconds}s, kind: memory, host: ${host}, processor: ${processor}, name: ${name}, class: ${kind},` +
    ` afsr: "${afsr}", afar: "0x000000a1.${(page * 8192).toString(16).padStart(8, '0')}", faultPc: "0x10152880",` +
    ` module: "${module}", pageState: ${state} }`
  );
}

/** A module of memory that overflows, with pages that are retired and one that the kernel holds. */
const failingModule = (host: string, processor: number, module: string, fromSeconds: number): string[] =>
  Array.from({ length: 6 }, (_, index) =>
    memoryError({
      ...{ host, processor, module, seconds: fromSeconds + 15 * index, page: 64 + index },
      state: index === 4 ? 'kernel' : 'clean',
    }),
  );

const headOf = (title: string, hosts: readonly string[]): string[] => [
  'version: 1',
  `title: ${title}`,
  'startsAt: 2003-10-23T11:00:00Z',
  'hosts:',
  ...hosts,
  'people: [{ id: dana, name: Dana Whitfield }, { id: ravi, name: Ravi Menon }]',
  'injects:',
];

/** A drill on sixteen hosts of 72 processors each, with trouble of every kind on some of them. */
export function wholeFleetDrill(): string {
  const hosts = Array.from(
    { length: 16 },
    (_, index) =>
      `  - { name: ${hostName(index)}, platform: starcat, cpuType: US-III, release: solaris9,` +
      ` bootedAt: 2003-10-22T00:00:00Z, physmemPages: 16777216, processors: [${processors.join(', ')}] }`,
  );
  const injects = Array.from({ length: 16 }, (_, index) => {
    const host = hostName(index);
    const [first = 0, second = 0, third = 0] = [5, 22, 47].map((place) => processors[(place + index * 7) % 72]);
    return [
      ...cacheErrors(host, first, 10 + index, 3),
      ...cacheErrors(host, second, 20 + index, 1 + (index % 2)),
      ...(index % 4 === 0 ? [`  - { at: 5s, kind: bind-thread, host: ${host}, processor: ${third} }`] : []),
      ...(index % 4 === 0 ? cacheErrors(host, third, 30, 3) : []),
      ...(index % 5 === 1 ? failingModule(host, 1, 'SB0/P1/B0/D0 J14300', 30) : []),
      ...(index === 9
        ? [memoryError({ host, processor: 64, module: 'SB2/P0/B1/D3 J13601', name: 'UE', seconds: 70, page: 9 })]
        : []),
      ...(index === 12 ? [`  - { at: 150s, kind: command, host: ${host}, line: reboot }`] : []),
    ];
  });
  return [...headOf('A bad morning everywhere', hosts), ...injects.flat(), ''].join('\n');
}

/** A drill on one host with 24 processors: cache errors that count, and memory that fails. */
export function failingMemoryDrill(): string {
  const host = 'sf15k-domc';
  const hosts = [
    `  - { name: ${host}, platform: starcat, cpuType: US-III+, release: solaris9, bootedAt: 2003-10-22T00:00:00Z,`,
    `      processors: [${processors.slice(0, 24).join(', ')}] }`,
  ];
  const injects = [
    ...cacheErrors(host, 65, 10, 2),
    '  - { at: 5s, kind: bind-thread, host: sf15k-domc, processor: 2 }',
    ...cacheErrors(host, 2, 15, 3),
    ...cacheErrors(host, 98, 20, 3),
    ...failingModule(host, 65, 'SB2/P1/B0/D0 J14300', 12),
    memoryError({ host, processor: 33, module: 'SB1/P1/B1/D2 J14501', name: 'UE', seconds: 40, page: 9 }),
    memoryError({ host, processor: 1, module: 'SB0/P1/B0/D3 J14600', seconds: 50, page: 11 }),
  ];
  return [...headOf('A host with failing memory', hosts), ...injects, ''].join('\n');
}
