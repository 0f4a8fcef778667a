import { readFileSync } from 'node:fs';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

export const STYLE = read('./style.css');
export const SCRIPT = read('./script.js');
