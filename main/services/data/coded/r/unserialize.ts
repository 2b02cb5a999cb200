import { DamagedFile } from '../fileBytes.ts';

/**
 * What R has written with saveRDS or save, as plain data; only what tables consist of is understood.
 *
 * @see R Internals, §1.8 “Serialization Formats”
 */
export type RValue = RVector | RTexts | RList | RNull | RPairs;

interface Attributed {
  readonly attributes: ReadonlyMap<string, RValue>;
}

/** Logical and whole numbers have −2³¹ where missing. */
export interface RVector extends Attributed {
  readonly kind: 'logical' | 'integer' | 'real';
  readonly values: Int32Array | Float64Array;
}

/** null is missing. */
export interface RTexts extends Attributed {
  readonly kind: 'text';
  readonly values: readonly (Buffer | null)[];
}

export interface RList extends Attributed {
  readonly kind: 'list';
  readonly values: readonly RValue[];
}

/** A list of tagged values, as `save` writes. */
export interface RPairs extends Attributed {
  readonly kind: 'pairs';
  readonly values: ReadonlyMap<string, RValue>;
}

export interface RNull extends Attributed {
  readonly kind: 'null';
}

const none: ReadonlyMap<string, RValue> = new Map();
const nothing: RNull = { kind: 'null', attributes: none };

const type = {
  symbol: 1,
  pairs: 2,
  closure: 3,
  environment: 4,
  promise: 5,
  call: 6,
  special: 7,
  builtin: 8,
  character: 9,
  logical: 10,
  integer: 13,
  real: 14,
  texts: 16,
  list: 19,
  expressions: 20,
  bytecode: 21,
  alternative: 238,
  attributedPairs: 239,
  attributedCall: 240,
  repeated: 243,
  repeatable: 244,
  namespace: 249,
  package: 250,
  missingArgument: 251,
  baseNamespace: 247,
  unboundValue: 252,
  emptyEnvironment: 242,
  baseEnvironment: 241,
  globalEnvironment: 253,
  nil: 254,
  reference: 255,
} as const;

/** @param bytes uncompressed, from the mark `X` and a line feed on. @throws DamagedFile */
export function unserialize(bytes: Buffer): RValue {
  return new Reader(bytes).whole();
}

/** Lists of pairs and calls are written alike. */
const chained = new Set<number>([type.pairs, type.attributedPairs, type.call, type.attributedCall]);

/** What may stand in a compiled body beside values. */
const languages = new Set<number>([...chained, type.repeated, type.repeatable]);

/** Nesting beyond which a file is not a table. */
const deepest = 100;

class Reader {
  readonly #bytes: Buffer;
  #at = 2;
  #depth = 0;
  readonly #references: string[] = [];

  constructor(bytes: Buffer) {
    if (bytes.length < 14 || bytes.toString('latin1', 0, 2) !== 'X\n') throw new DamagedFile('This is no binary data of R');
    this.#bytes = bytes;
  }

  whole(): RValue {
    const version = this.#int();
    if (version !== 2 && version !== 3) throw new DamagedFile(`Version ${version} of R’s format is not known`);
    this.#skip(8);
    if (version === 3) this.#skip(this.#int());
    return this.#item();
  }

  #item(): RValue {
    if (++this.#depth > deepest) throw new DamagedFile('The data are nested too deeply');
    const value = this.#read(this.#int());
    this.#depth--;
    return value;
  }

  #read(flags: number): RValue {
    switch (flags & 0xff) {
      case 0:
      case type.nil:
      case type.emptyEnvironment:
      case type.baseEnvironment:
      case type.globalEnvironment:
      case type.baseNamespace:
      case type.missingArgument:
      case type.unboundValue:
        return nothing;
      case type.closure:
      case type.promise:
        return this.#function(flags);
      case type.special:
      case type.builtin:
        this.#skip(this.#int());
        return nothing;
      case type.bytecode:
        return this.#bytecode(flags);
      case type.namespace:
      case type.package:
        return this.#namespace();
      case type.symbol:
        this.#symbol();
        return nothing;
      case type.reference:
        if (flags >>> 8 === 0) this.#skip(4);
        return nothing;
      case type.environment:
        return this.#environment();
      case type.pairs:
      case type.attributedPairs:
      case type.call:
      case type.attributedCall:
        return this.#pairs(flags);
      case type.logical:
      case type.integer:
        return this.#vector((flags & 0xff) === type.logical ? 'logical' : 'integer', flags);
      case type.real:
        return this.#vector('real', flags);
      case type.texts:
        return this.#texts(flags);
      case type.list:
      case type.expressions:
        return this.#list(flags);
      case type.alternative:
        return this.#alternative();
      default:
        throw new DamagedFile(`A value of type ${flags & 0xff} of R has no place in a table`);
    }
  }

  #vector(kind: RVector['kind'], flags: number): RVector {
    const length = this.#length(kind === 'real' ? 8 : 4);
    const bytes = this.#take(length * (kind === 'real' ? 8 : 4));
    const values = kind === 'real' ? new Float64Array(length) : new Int32Array(length);
    for (let i = 0; i < length; i++) values[i] = kind === 'real' ? bytes.readDoubleBE(8 * i) : bytes.readInt32BE(4 * i);
    return { kind, values, attributes: this.#attributes(flags) };
  }

  #texts(flags: number): RTexts {
    const length = this.#length(4);
    const values = Array.from({ length }, () => this.#character());
    return { kind: 'text', values, attributes: this.#attributes(flags) };
  }

  #character(): Buffer | null {
    const flags = this.#int();
    if ((flags & 0xff) !== type.character) throw new DamagedFile('A text was expected');
    const length = this.#int();
    if (length < 0) return null;
    const bytes = this.#take(length);
    const isLatin1 = (flags & 0x4000) !== 0;
    return isLatin1 ? Buffer.from(bytes.toString('latin1')) : bytes;
  }

  #list(flags: number): RList {
    const length = this.#length(4);
    const values = Array.from({ length }, () => this.#item());
    return { kind: 'list', values, attributes: this.#attributes(flags) };
  }

  #attributes(flags: number): ReadonlyMap<string, RValue> {
    if ((flags & 0x200) === 0) return none;
    const found = this.#item();
    return found.kind === 'pairs' ? found.values : none;
  }

  #pairs(first: number): RPairs {
    const values = new Map<string, RValue>();
    let flags = first;
    while (chained.has(flags & 0xff)) {
      if ((flags & 0x200) !== 0) this.#item();
      const tag = (flags & 0x400) !== 0 ? this.#tag() : String(values.size + 1);
      values.set(tag, this.#item());
      flags = this.#int();
    }
    if ((flags & 0xff) !== type.nil) this.#read(flags);
    return { kind: 'pairs', values, attributes: none };
  }

  #tag(): string {
    const flags = this.#int();
    if ((flags & 0xff) === type.symbol) return this.#symbol();
    if ((flags & 0xff) !== type.reference) throw new DamagedFile('A name was expected');
    const place = flags >>> 8 || this.#int();
    return this.#references[place - 1] ?? '';
  }

  #symbol(): string {
    const name = this.#character()?.toString() ?? 'NA';
    this.#references.push(name);
    return name;
  }

  /** Frames of functions, attributes of formulas: passed over, but counted, since later values may refer to them. */
  #environment(): RNull {
    this.#references.push('');
    this.#skip(4);
    for (let part = 0; part < 4; part++) this.#item();
    return nothing;
  }

  /** Attributes, environment, arguments and body of a function: none of it is for a table. */
  #function(flags: number): RNull {
    const parts = 2 + Number((flags & 0x200) !== 0) + Number((flags & 0x400) !== 0);
    for (let part = 0; part < parts; part++) this.#item();
    return nothing;
  }

  #namespace(): RNull {
    this.#references.push('');
    this.#skip(4);
    const length = this.#length(4);
    for (let i = 0; i < length; i++) this.#character();
    return nothing;
  }

  /** A compiled body: how many parts of it repeat, its code, its constants, then its attributes. */
  #bytecode(flags: number): RNull {
    this.#skip(4);
    this.#code();
    if ((flags & 0x200) !== 0) this.#item();
    return nothing;
  }

  #code(): void {
    this.#item();
    const constants = this.#length(4);
    for (let i = 0; i < constants; i++) {
      const kind = this.#int();
      if (kind === type.bytecode) this.#code();
      else if (languages.has(kind)) this.#language(kind);
      else this.#item();
    }
  }

  /** Pieces of a body's text; one that comes again is named by its number. */
  #language(first: number): void {
    if (++this.#depth > deepest * 10) throw new DamagedFile('A function is nested too deeply');
    let kind = first;
    if (kind === type.repeated) this.#skip(4);
    else if (!languages.has(kind)) this.#item();
    else {
      if (kind === type.repeatable) {
        this.#skip(4);
        kind = this.#int();
      }
      if (kind === type.attributedPairs || kind === type.attributedCall) this.#item();
      this.#item();
      this.#language(this.#int());
      this.#language(this.#int());
    }
    this.#depth--;
  }

  /** Vectors that R keeps in another form: its name, its state, its attributes. */
  #alternative(): RValue {
    this.#item();
    const state = this.#item();
    const attributes = this.#item();
    const value = alternativeValue(state);
    return { ...value, attributes: attributes.kind === 'pairs' ? attributes.values : none };
  }

  #length(unit: number): number {
    const length = this.#int();
    if (length < 0 || length * unit > this.#bytes.length - this.#at) throw new DamagedFile(`A vector of ${length} values`);
    return length;
  }

  #int(): number {
    return this.#take(4).readInt32BE(0);
  }

  #skip(count: number): void {
    this.#take(count);
  }

  #take(count: number): Buffer {
    if (!(count >= 0) || count > this.#bytes.length - this.#at) throw new DamagedFile(`${count} bytes wanted at ${this.#at}`);
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }
}

/** Runs of whole numbers as count, first and step; vectors wrapped to remember that they are sorted; numbers not yet turned to text. */
function alternativeValue(state: RValue): RValue {
  if (state.kind === 'real' && state.values.length === 3) {
    const [length, first, step] = state.values;
    if (!(length >= 0 && length < 2 ** 31)) throw new DamagedFile(`A run of ${length} numbers`);
    return { kind: 'real', values: Float64Array.from({ length }, (_, i) => first + i * step), attributes: none };
  }
  if (state.kind === 'list' && state.values.length > 0) return state.values[0];
  if (state.kind === 'pairs') return deferredTexts([...state.values.values()][0]);
  return state;
}

const missing = -(2 ** 31);

function deferredTexts(of: RValue | undefined): RTexts {
  if (!of || !('values' in of) || of.kind === 'list' || of.kind === 'pairs' || of.kind === 'text')
    throw new DamagedFile('A kind of text that is not known');
  const texts = Array.from(of.values, (value) => (value === missing || Number.isNaN(value) ? null : Buffer.from(String(value))));
  return { kind: 'text', values: texts, attributes: none };
}
