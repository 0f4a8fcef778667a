import type { Shelf } from '../../functions/policy/contract.ts';

/** What the library has [O8], as people call it, in the order in which it is shown. */
export const shelves: readonly (readonly [Shelf, string])[] = [
  ['sales-playbook', 'Sales playbook'],
  ['battle-cards', 'Battle cards'],
  ['demo-environment', 'Demo environment'],
  ['case-studies', 'Case studies'],
  ['co-brandable', 'Co-brandable collateral'],
  ['integration-guide', 'Integration guide'],
];
