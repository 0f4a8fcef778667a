export { kind, type Options, rowSchemas, tool } from './reading/neutral.ts';
