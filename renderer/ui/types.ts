import type { Component } from 'svelte';

/** One entry of a `Select` or a `Segmented`. */
export interface Option<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  /** A second line that explains the choice. */
  readonly detail?: string;
  readonly disabled?: boolean;
  /** A class on the label, e.g. a level's colour. */
  readonly class?: string;
}

export type Icon = Component<{ size?: number | string }>;

/** What stands in a `Menu`. */
export type MenuEntry = MenuItem | { readonly kind: 'separator' } | { readonly kind: 'heading'; readonly label: string };

export interface MenuItem {
  readonly kind: 'item';
  readonly label: string;
  readonly icon?: Icon;
  readonly keys?: string;
  /** Shows a tick; `false` keeps its place free. */
  readonly checked?: boolean;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly run: () => void;
}

export interface TabEntry<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  readonly keys?: string;
}
