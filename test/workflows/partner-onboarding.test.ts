import { casesOf } from './cases.ts';

casesOf('partner-onboarding', 45);
