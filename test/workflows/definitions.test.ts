import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { workflowNames } from '../../infra/workflows.ts';
import { allStates, machine } from '../../scripts/pictures/definition.ts';
import { graphOf } from '../../scripts/pictures/graph.ts';
import { svgOf } from '../../scripts/pictures/svg.ts';
import { machine as aMachine, aWorld, invoke } from '../engine/world.ts';
import { pollingStates, TOO_LONG } from './polling.ts';
import { definitionOf } from './states.ts';

const workflows = workflowNames();
const text = (workflow: string): string => readFileSync(`workflows/${workflow}/${workflow}.asl.json`, 'utf8');

/**
 * Workflows whose quick steps come back to the same choice. Each of them writes that its subject has moved on, so that
 * no round is made twice: a review is planned, prepared, delivered, held or missed (`functions/reviews/next.ts`).
 */
const MOVES_ON: ReadonlySet<string> = new Set(['quarterly-review']);

describe.each(workflows)('The definition of %s', (workflow) => {
  const states = allStates(definitionOf(workflow));

  test('waits for people and time without polling', () => {
    if (!MOVES_ON.has(workflow)) expect(pollingStates(definitionOf(workflow))).toEqual([]);
    expect(states.filter(([, { Type }]) => Type === 'Wait')).toEqual([]);
  });

  test('gives every wait a time-out, so that nothing waits for a year', () => {
    const waits = states.filter(([, { Resource }]) => Resource?.endsWith('.waitForTaskToken'));
    expect(waits.filter(([, state]) => !('TimeoutSeconds' in state)).map(([name]) => name)).toEqual([]);
  });

  test('ends an error that retries do not mend where a person looks', () => {
    const outer = Object.values(definitionOf(workflow).States).filter(
      ({ Type }) => Type === 'Task' || Type === 'Parallel' || Type === 'Map',
    );
    const nets = outer.map(({ Catch }) => Catch?.find(({ ErrorEquals }) => ErrorEquals.includes('States.ALL'))?.Next);
    const mended = states.some(([name]) => name === 'Ask a person to mend it');
    expect(new Set(nets)).toEqual(new Set(mended ? ['Ask a person to mend it', 'Give up'] : ['Give up']));
  });

  test('names no account and no region', () => {
    expect(text(workflow)).not.toMatch(/\b\d{12}\b|arn:aws:(?!states:::)/);
  });

  test('names every state by a verb phrase', () => {
    expect(states.map(([name]) => name).filter((name) => !/^[A-Z][a-z]+ [a-zA-Z0-9 ,-]+$/.test(name))).toEqual([]);
  });

  test('is drawn the same every time', () => {
    const drawn = svgOf(graphOf(definitionOf(workflow)), workflow);
    expect(drawn).toBe(svgOf(graphOf(definitionOf(workflow)), workflow));
    expect(drawn).toContain('Check the input');
  });
});

describe('A workflow that asks every 15 minutes whether somebody has answered', () => {
  const polling = {
    'Wait 15 minutes': { Type: 'Wait', Seconds: 900, Next: 'Look' },
    Look: invoke('look', { Next: 'Decide' }),
    Decide: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.done %}', Next: 'Done' }],
      Default: 'Wait 15 minutes',
    },
    Done: { Type: 'Succeed' },
  };

  test('is found in its definition', () => {
    expect(pollingStates(machine.parse(aMachine(polling)))).toEqual(['Wait 15 minutes', 'Look', 'Decide']);
  });

  test('has a history that is too long before a month is over', async () => {
    const world = aWorld({ functions: { look: () => ({ done: false }) } });
    const run = await world.run(polling);
    await world.pass(25 * 86_400);
    const last = { executionArn: run.executionArn, reverseOrder: true, maxResults: 1 };
    const { events } = await world.call<{ events: { id: number }[] }>('GetExecutionHistory', last);
    expect(events[0]?.id).toBeGreaterThan(TOO_LONG);
  });
});
