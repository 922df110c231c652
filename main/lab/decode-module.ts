import { type DecodedField, field } from './decode-fields.ts';

/** Which part of the board the rest of a module's name stands for. */
function partFields(cache: string, bank: string, dimm: string): readonly DecodedField[] {
  if (cache !== '') return [field('Cache', `E${cache}`, `module ${cache} of the two that make up its L2 cache`)];
  if (bank === '') return [];
  return [
    field('Bank', `B${bank}`, `bank ${bank} of the two that the processor has`),
    dimm === ''
      ? field('DIMM', 'several', 'the error cannot be laid to one of the four modules of the bank')
      : field('DIMM', `D${dimm}`, `module ${dimm} of the four of a bank of main memory`),
  ];
}

const unumPattern =
  /^(?:\/N(\d))?\/?(SB|IO)(\d{1,2})\/P(\d)(?:\/E([01])|\/B([01])(?:\/D([0-3]))?)?((?: J\d{4,5}){0,8})$/;

/** The name of a part at fault, `SB2/P1/B0/D2 J14500`, taken apart. */
export function moduleFields(unum: string): readonly DecodedField[] {
  const match = unumPattern.exec(unum);
  if (match === null) return [field('Module', unum, 'the part at fault')];
  const [, node, kind = '', board = '', slot = '', cache = '', bank = '', dimm = '', labels = ''] = match;
  const meaning = labels.trim().includes(' ') ? 'the sockets' : 'the socket';
  return [
    field('Module', unum, 'the part to replace'),
    ...(node === undefined ? [] : [field('Node', `N${node}`, 'the node of the machine')]),
    field('Board', `${kind}${board}`, `${kind === 'SB' ? 'system' : 'I/O'} board ${board}`),
    field('Processor', `P${slot}`, `processor ${slot} of the board`),
    ...partFields(cache, bank, dimm),
    ...(labels === '' ? [] : [field('Label', labels.trim(), `${meaning} as printed on the board`)]),
  ];
}
