import fc from 'fast-check';
import { type Fields, fields } from '../../../infra/local/template/values.ts';
import type { Call } from './pair.ts';

/** Random calls on few keys, so that they meet: each hits what others wrote. */
const key = fc.record({
  PK: fc.constantFrom({ S: 'a' }, { S: 'b' }),
  SK: fc.constantFrom({ S: '1' }, { S: '2' }, { S: '10' }, { S: 'é' }),
});
const number = fc.constantFrom(
  '0',
  '1',
  '-1',
  '2',
  '10',
  '0.5',
  '-2.25',
  '1e3',
  '1E-5',
  '12345678901234567890.5',
  '9e30',
);
const text = fc.constantFrom('', 'x', 'xy', 'y', 'ü', '😀', 'Z');
const bytes = fc.constantFrom('AA==', 'AAE=', '/w==');
const scalar = fc.oneof(
  { weight: 3, arbitrary: number.map((N) => ({ N })) },
  { weight: 3, arbitrary: text.map((S) => ({ S })) },
  bytes.map((B) => ({ B })),
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.constant({ NULL: true }),
);
const set = fc.oneof(
  fc.uniqueArray(fc.constantFrom('x', 'y', 'Z', 'é'), { minLength: 1 }).map((SS) => ({ SS })),
  fc.uniqueArray(fc.constantFrom('1', '2', '10', '0.5'), { minLength: 1 }).map((NS) => ({ NS })),
);
const list = fc.array(scalar, { maxLength: 3 }).map((L) => ({ L }));
const map = fc.dictionary(fc.constantFrom('x', 'y', 'k'), fc.oneof(scalar, list), { maxKeys: 3 }).map((M) => ({ M }));
const value = fc.oneof({ weight: 4, arbitrary: scalar }, set, list, map);

const item = fc
  .record(
    {
      n: fc.oneof({ weight: 5, arbitrary: number.map((N): Fields => ({ N })) }, value),
      s: fc.oneof({ weight: 3, arbitrary: text.map((S): Fields => ({ S })) }, value),
      l: list,
      m: map,
      ss: set,
      GSI1PK: fc.constantFrom({ S: 'g' }, { S: 'h' }, { S: 'g' }, { S: 'g' }, { N: '1' }),
      GSI1SK: fc.constantFrom({ S: 'x' }, { S: 'y' }, { S: 'z' }),
    },
    { requiredKeys: [] },
  )
  .chain((some) => key.map((one) => ({ ...some, ...one })));

/** Texts with the values in them; `withValues` takes them out and names them. */
const OPEN = '«';
const CLOSE = '»';
const held = (one: unknown): string => `${OPEN}${JSON.stringify(one)}${CLOSE}`;
const path = fc.constantFrom('n', 's', 'l', 'm', 'ss', 'm.x', 'm.#k', 'l[0]', 'l[1]', '#n', 'q', 'm.x[0]', 'PK');
const operand = fc.oneof(
  { weight: 3, arbitrary: path },
  { weight: 3, arbitrary: value.map(held) },
  fc.constantFrom('n', 's', 'l', 'ss', 'm').map((one) => `size(${one})`),
);
const atom = fc.oneof(
  fc
    .tuple(operand, fc.constantFrom('=', '<>', '<', '<=', '>', '>='), operand)
    .map(([left, sign, right]) => `${left} ${sign} ${right}`),
  fc.tuple(fc.constantFrom('attribute_exists', 'attribute_not_exists'), path).map(([name, one]) => `${name}(${one})`),
  fc
    .tuple(path, fc.constantFrom('S', 'N', 'L', 'M', 'SS', 'BOOL'))
    .map(([one, type]) => `attribute_type(${one}, ${held({ S: type })})`),
  fc
    .tuple(fc.constantFrom('begins_with', 'contains'), path, operand)
    .map(([name, ...two]) => `${name}(${two.join(', ')})`),
  fc.tuple(operand, operand, operand).map(([one, low, high]) => `${one} BETWEEN ${low} AND ${high}`),
  fc
    .tuple(operand, fc.array(operand, { minLength: 1, maxLength: 3 }))
    .map(([one, many]) => `${one} IN (${many.join(', ')})`),
);
const condition = fc.oneof(
  { weight: 3, arbitrary: atom },
  fc.constant('attribute_not_exists(PK)'),
  atom.map((one) => `NOT ${one}`),
  fc.tuple(atom, fc.constantFrom('AND', 'OR'), atom).map((parts) => parts.join(' ')),
  fc.tuple(atom, atom, atom).map(([one, two, three]) => `(${one} OR ${two}) AND NOT (${three})`),
);

const assigned = fc.oneof(
  { weight: 3, arbitrary: value.map(held) },
  path,
  fc
    .tuple(fc.constantFrom('n', '#n', 'q', 'l[0]'), fc.constantFrom('+', '-'), number)
    .map(([one, sign, N]) => `${one} ${sign} ${held({ N })}`),
  fc.tuple(path, value).map(([one, or]) => `if_not_exists(${one}, ${held(or)})`),
  fc.tuple(path, number).map(([one, N]) => `if_not_exists(${one}, ${held({ N: '0' })}) + ${held({ N })}`),
  fc.tuple(path, list).map(([one, more]) => `list_append(${one}, ${held(more)})`),
  fc.tuple(list, path).map(([more, one]) => `list_append(${held(more)}, ${one})`),
);
const section = (name: string, action: fc.Arbitrary<string>) =>
  fc.array(action, { minLength: 1, maxLength: 2 }).map((actions) => `${name} ${actions.join(', ')}`);
const place = fc.constantFrom(
  'n',
  's',
  'l',
  'm',
  'ss',
  'm.x',
  'm.#k',
  'l[0]',
  'l[1]',
  'l[7]',
  'q',
  'm.x[0]',
  'GSI1PK',
  'GSI1SK',
);
const update = fc.uniqueArray(
  fc.oneof(
    {
      weight: 3,
      arbitrary: section(
        'SET',
        fc.tuple(place, assigned).map(([at, what]) => `${at} = ${what}`),
      ),
    },
    section('REMOVE', place),
    section(
      'ADD',
      fc
        .tuple(
          place,
          fc.oneof(
            number.map((N) => ({ N })),
            set,
          ),
        )
        .map(([at, what]) => `${at} ${held(what)}`),
    ),
    section(
      'DELETE',
      fc.tuple(place, set).map(([at, what]) => `${at} ${held(what)}`),
    ),
  ),
  { minLength: 1, maxLength: 2, selector: (one) => one.split(' ')[0] },
);

/** Names the values of these expressions :v0, :v1 and so on, and adds what the names with # stand for. */
function withValues(expressions: Readonly<Record<string, string | undefined>>): Fields {
  const values: Record<string, unknown> = {};
  const written = Object.entries(expressions).flatMap(([parameter, source]) => {
    if (source === undefined) return [];
    const named = source.replaceAll(/«(.*?)»/g, (_, json: string) => {
      const name = `:v${Object.keys(values).length}`;
      values[name] = JSON.parse(json);
      return name;
    });
    return [[parameter, named] as const];
  });
  const all = written.map(([, one]) => one).join(' ');
  const names = Object.entries({ '#k': 'k', '#n': 'n' }).filter(([name]) => all.includes(name));
  return {
    ...Object.fromEntries(written),
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
    ...(names.length > 0 ? { ExpressionAttributeNames: Object.fromEntries(names) } : {}),
  };
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const failing = fc.constantFrom({}, { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });
const table = { TableName: 'program' };

const put = fc.tuple(item, maybe(condition), failing).map(
  ([Item, ConditionExpression, more]): Fields => ({
    ...table,
    Item,
    ...withValues({ ConditionExpression }),
    ...more,
  }),
);
const change = fc.tuple(key, update, maybe(condition), failing).map(
  ([Key, UpdateExpression, ConditionExpression, more]): Fields => ({
    ...table,
    Key,
    ...withValues({ UpdateExpression: UpdateExpression.join(' '), ConditionExpression }),
    ...more,
  }),
);
const remove = fc
  .tuple(key, maybe(condition), failing)
  .map(
    ([Key, ConditionExpression, more]): Fields => ({ ...table, Key, ...withValues({ ConditionExpression }), ...more }),
  );
const check = fc
  .tuple(key, condition, failing)
  .map(
    ([Key, ConditionExpression, more]): Fields => ({ ...table, Key, ...withValues({ ConditionExpression }), ...more }),
  );

const projection = maybe(
  fc.uniqueArray(fc.constantFrom('n', 'PK', 'm.x', 'm.#k', 'l[1]', 'l[0]', 's', 'q'), { minLength: 1, maxLength: 3 }),
).map((paths) => paths?.join(', '));
const rangeCondition = fc.constantFrom(
  '',
  ` AND SK = ${held({ S: '1' })}`,
  ` AND begins_with(SK, ${held({ S: '1' })})`,
  ` AND SK > ${held({ S: '1' })}`,
  ` AND SK <= ${held({ S: '2' })}`,
  ` AND SK BETWEEN ${held({ S: '1' })} AND ${held({ S: '2' })}`,
);
const filter = fc
  .tuple(
    fc.constantFrom('n', 's', 'm.x'),
    fc.constantFrom('=', '<>', '<', '>='),
    fc.oneof(
      number.map((N) => ({ N })),
      text.map((S) => ({ S })),
    ),
  )
  .map(([one, sign, than]) => `${one} ${sign} ${held(than)}`);
const query = fc
  .tuple(
    fc.constantFrom('a', 'b'),
    rangeCondition,
    maybe(filter),
    projection,
    fc.boolean(),
    maybe(fc.integer({ min: 1, max: 4 })),
  )
  .map(
    ([pk, range, FilterExpression, ProjectionExpression, ScanIndexForward, Limit]): Fields => ({
      ...table,
      ScanIndexForward,
      // A page that ends on an inclusive bound: AWS says there may be more, DynamoDB Local knows there is not.
      ...(Limit && !/[=]|BETWEEN/.test(range) ? { Limit } : {}),
      ...withValues({
        KeyConditionExpression: `PK = ${held({ S: pk })}${range}`,
        FilterExpression,
        ProjectionExpression,
      }),
    }),
  );
const indexQuery = fc
  .tuple(
    fc.constantFrom('g', 'h'),
    fc.constantFrom('', ` AND GSI1SK >= ${held({ S: 'y' })}`),
    maybe(filter),
    fc.boolean(),
  )
  .map(
    ([pk, range, FilterExpression, ScanIndexForward]): Fields => ({
      ...table,
      IndexName: 'GSI1',
      ScanIndexForward,
      ...withValues({ KeyConditionExpression: `GSI1PK = ${held({ S: pk })}${range}`, FilterExpression }),
    }),
  );

const returns = (...more: string[]) => fc.constantFrom<Fields>({}, ...more.map((ReturnValues) => ({ ReturnValues })));
const named = (action: string, ...parts: fc.Arbitrary<Fields>[]): fc.Arbitrary<Call> =>
  fc.tuple(...parts).map((all) => ({ action, request: Object.assign({}, ...all) }));
const keyIn = (request: Fields | undefined): string => {
  const held = fields(request?.Item ?? request?.Key, 'key');
  return JSON.stringify([held.PK, held.SK]);
};
const part = (kind: string, one: fc.Arbitrary<Fields>) => one.map((request) => ({ [kind]: request }));

/** `TransactItems` of any kinds, each on a key of its own. */
const transaction = fc
  .uniqueArray(
    fc.oneof(
      { weight: 3, arbitrary: part('Put', put) },
      part('Update', change),
      part('Delete', remove),
      part('ConditionCheck', check),
    ),
    { minLength: 1, maxLength: 3, selector: (one) => keyIn(Object.values(one)[0]) },
  )
  .map((TransactItems): Fields => ({ TransactItems }));
const keysOf = fc.uniqueArray(key, { minLength: 1, maxLength: 4, selector: (one) => one.PK.S + one.SK.S });

export const call: fc.Arbitrary<Call> = fc.oneof(
  { weight: 5, arbitrary: named('PutItem', put, returns('ALL_OLD')) },
  { weight: 5, arbitrary: named('UpdateItem', change, returns('ALL_NEW', 'ALL_OLD', 'UPDATED_NEW', 'UPDATED_OLD')) },
  { weight: 2, arbitrary: named('DeleteItem', remove, returns('ALL_OLD')) },
  { weight: 3, arbitrary: named('TransactWriteItems', transaction) },
  { weight: 2, arbitrary: named('Query', query) },
  { weight: 2, arbitrary: named('Query', indexQuery) },
  fc.tuple(key, projection).map(([Key, one]) => ({
    action: 'GetItem',
    request: { ...table, Key, ...withValues({ ProjectionExpression: one }) },
  })),
  keysOf.map((Keys) => ({ action: 'BatchGetItem', request: { RequestItems: { program: { Keys } } } })),
  keysOf.map((keys) => ({
    action: 'TransactGetItems',
    request: { TransactItems: keys.map((Key) => ({ Get: { ...table, Key } })) },
  })),
);
