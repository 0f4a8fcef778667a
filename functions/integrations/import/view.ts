import type { ImportView } from '../contract.ts';
import type { Import } from './items.ts';

export const viewOf = ({ type: _, chunks: __, ...shown }: Import): ImportView => shown;
