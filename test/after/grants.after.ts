import { describe, expect, test } from 'vitest';
import { Roles } from '../../infra/local/iam/roles.ts';
import { USES_FOLDER } from '../../infra/local/iam/uses.ts';
import { paths } from '../../infra/local/paths.ts';
import { readAssembly } from '../../infra/local/template/assembly.ts';
import { Template } from '../../infra/local/template/template.ts';
import { grantsOf, justifies, readUses, unusedOf } from './comparing.ts';
import { justified } from './justified.ts';

const roles = new Roles(new Template(readAssembly(paths.assembly), { parameters: {} }));
const grants = grantsOf(roles);
const uses = readUses(process.env[USES_FOLDER] ?? '');
const unused = unusedOf(grants, uses);

describe('Grants, against what all tests together were allowed', () => {
  test('are written down by the clouds that ran', () => {
    expect(grants.length).toBeGreaterThan(500);
    expect(uses.length).toBeGreaterThan(500);
  });

  test('each is used by a test, or justified by name: remove the others from infra/rooms or infra/constructs', () => {
    const left = unused.filter((grant) => !justified.some((one) => justifies(one, grant)));
    expect(left.map(({ role, action, resource }) => `${role}: ${action} on ${resource}`)).toEqual([]);
  });

  test('each role is used by a test, unless it may do nothing but log', () => {
    const used = new Set(uses.map(({ role }) => role));
    const ofEverybody = justified.filter(({ role }) => role === '*');
    const own = grants.filter((grant) => !ofEverybody.some((one) => justifies(one, grant)));
    const able = new Set(own.map(({ role }) => role));
    expect(roles.all().flatMap(({ id }) => (used.has(id) || !able.has(id) ? [] : [id]))).toEqual([]);
  });

  test.each(justified.map((one) => [one.actions.join(', '), one] as const))('still justified: %s', (_, one) => {
    const idle = one.actions.filter(
      (action) => !unused.some((grant) => justifies({ ...one, actions: [action] }, grant)),
    );
    expect(idle).toEqual([]);
  });
});
