import { readFileSync } from 'node:fs';
import { allStates, type Machine, machine } from '../../scripts/pictures/definition.ts';

export const definitionOf = (workflow: string): Machine =>
  machine.parse(JSON.parse(readFileSync(`workflows/${workflow}/${workflow}.asl.json`, 'utf8')));

/** Names of all states of a workflow, those inside Parallel and Map too. */
export const statesOf = (workflow: string): readonly string[] =>
  allStates(definitionOf(workflow)).map(([name]) => name);
