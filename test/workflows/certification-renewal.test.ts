import { casesOf } from './cases.ts';

casesOf('certification-renewal', 70);
