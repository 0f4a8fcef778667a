import { misplaced, type Operand, type PathText, readOperand, readPath } from './grammar.ts';
import { Tokens } from './tokens.ts';

export type Section = 'SET' | 'REMOVE' | 'ADD' | 'DELETE';

/** One thing that an update does to one path; REMOVE has no operand. */
export interface ActionText {
  readonly section: Section;
  readonly path: PathText;
  readonly operand: Operand | undefined;
}

const SECTIONS: readonly Section[] = ['SET', 'REMOVE', 'ADD', 'DELETE'];

export function parseUpdate(kind: string, source: string): readonly ActionText[] {
  const tokens = new Tokens(kind, source);
  const actions: ActionText[] = [];
  const seen = new Set<Section>();
  while (tokens.next.kind !== 'end') {
    const section = SECTIONS.find((one) => tokens.takes(one));
    if (!section) throw tokens.unexpected();
    if (seen.has(section)) {
      throw tokens.fails(`The "${section}" section can only be used once in an update expression;`);
    }
    seen.add(section);
    do actions.push(readAction(tokens, section));
    while (tokens.takes(','));
  }
  return actions;
}

function readAction(tokens: Tokens, section: Section): ActionText {
  const path = readPath(tokens);
  if (section === 'REMOVE') return { section, path, operand: undefined };
  if (section === 'SET') {
    tokens.expect('=');
    return { section, path, operand: readSum(tokens) };
  }
  if (tokens.next.kind !== 'value') throw tokens.unexpected();
  return { section, path, operand: readOperand(tokens) };
}

function readSum(tokens: Tokens): Operand {
  const left = readTerm(tokens);
  const sign = tokens.takes('+') ? '+' : tokens.takes('-') ? '-' : undefined;
  return sign ? { kind: 'sum', sign, operands: [left, readTerm(tokens)] } : left;
}

function readTerm(tokens: Tokens): Operand {
  if (tokens.takes('(')) {
    const inner = readSum(tokens);
    tokens.expect(')');
    return inner;
  }
  const operand = readOperand(tokens);
  if (operand.kind === 'function' && operand.name !== 'if_not_exists' && operand.name !== 'list_append') {
    throw misplaced(tokens, operand.name);
  }
  return operand;
}
