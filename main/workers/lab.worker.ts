import { parentPort } from 'node:worker_threads';
import { assertPresent } from '../../shared/lib/assert.ts';
import { compareObserved } from '../lab/compare-observed.ts';
import { decodeMessage } from '../lab/decode-message.ts';
import { readDrill } from '../lab/drill-file.ts';
import { importFile } from '../lab/import-file.ts';
import { compareWhatIf } from '../lab/what-if/what-if.ts';
import type { LabAnswer, LabApi, LabRequest } from './lab-protocol.ts';

const port = assertPresent(parentPort, 'the lab worker is not in a worker thread');
const lab: LabApi = { importDrill: importFile, readDrill, decodeMessage, compareWhatIf, compareObserved };

function answerTo({ id, method, input }: LabRequest): LabAnswer {
  try {
    const call = lab[method] as (input: unknown, onProgress: (value: number) => void) => unknown;
    const onProgress = (value: number): void => port.postMessage({ kind: 'progress', id, value } satisfies LabAnswer);
    return { kind: 'answer', id, value: call(input, onProgress) };
  } catch (error) {
    return { kind: 'error', id, message: error instanceof Error ? error.message : String(error) };
  }
}

port.on('message', (request: LabRequest) => port.postMessage(answerTo(request)));
