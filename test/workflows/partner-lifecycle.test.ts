import { casesOf } from './cases.ts';

casesOf('partner-lifecycle', 395);
