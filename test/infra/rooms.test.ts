import { expect, test } from 'vitest';
import { faultsOf, loadRooms } from '../../infra/rooms/index.ts';
import { streamOf } from '../../infra/rooms/manifest.ts';
import { readWorkflows } from '../../infra/workflows.ts';

const rooms = await loadRooms();

test('each handler file is in a manifest, and each manifest entry has its file', () => {
  expect(faultsOf(rooms)).toEqual([]);
});

test('a handler without a file, and a room without a manifest, are named with their path', () => {
  const { tasks: _left, ...others } = rooms;
  const faults = faultsOf({ ...others, events: { ...rooms.events, 'publish-nothing': { does: 'Nothing' } } });
  expect(faults).toContain('infra/rooms/tasks.ts is missing: functions/tasks has handlers.');
  expect(faults).toContain('functions/events/publish-nothing.handler.ts is missing: infra/rooms/events.ts names it.');
});

test('each workflow names only steps and workflows that exist', () => {
  const { workflows, faults } = readWorkflows(rooms);
  expect(faults).toEqual([]);
  expect(workflows.length).toBeGreaterThan(0);
});

test.each(['program', 'ledger'])(
  'no more than two functions read the stream of the %s table, which is what DynamoDB serves without delay',
  (table) => {
    const streams = Object.values(rooms).flatMap((room) => Object.values(room).flatMap(({ stream }) => stream ?? []));
    expect(streams.filter((stream) => streamOf[stream] === table).length).toBeLessThanOrEqual(2);
  },
);

test('exactly one function checks sessions', () => {
  const authorizers = Object.values(rooms).flatMap((room) => Object.values(room).filter((spec) => spec.authorizer));
  expect(authorizers).toHaveLength(1);
  expect(rooms.access?.['check-session']?.authorizer).toBe(true);
});
