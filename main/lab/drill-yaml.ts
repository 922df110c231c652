import { Document, isCollection, isMap, isScalar, isSeq, visit } from 'yaml';
import type { DrillInput } from '../../shared/model/drill.ts';

const comments = new Map([
  ['summary', ' For trainers only.'],
  ['hosts', ' The processors that matter; the other processors of their boards exist too.'],
  ['people', ' First on call first.'],
  ['injects', ' Times are counted from startsAt.'],
]);

/** A drill as YAML; `notes` are comments, one for each inject, `schema` is where editors find the JSON Schema. */
export function drillYaml(drill: DrillInput, notes: readonly string[], schema: string): string {
  const document = new Document(drill, { aliasDuplicateObjects: false });
  // Editors that know YAML check the file against this while it is written.
  document.commentBefore = ` yaml-language-server: $schema=${schema.replace(/\s+/g, ' ')}`;
  if (isMap(document.contents)) {
    for (const { key, value } of document.contents.items) {
      const comment = comments.get(String(key));
      if (isScalar(key) && comment !== undefined) key.commentBefore = comment;
      if (String(key) === 'injects' && isSeq(value)) annotate(value.items, notes);
    }
  }
  visit(document, {
    Pair: (_, { key, value }) => (String(key) === 'data' && isSeq(value) ? oneLineEach(value.items) : undefined),
  });
  return document.toString({ lineWidth: 118, flowCollectionPadding: false });
}

function annotate(items: readonly unknown[], notes: readonly string[]): void {
  for (const [index, item] of items.entries()) {
    const note = notes[index];
    if (isMap(item) && note !== undefined) item.commentBefore = note;
  }
}

/** Dumped data is read like the log's: one line for each 16 bytes. */
function oneLineEach(items: readonly unknown[]): void {
  for (const item of items) if (isCollection(item)) item.flow = true;
}
