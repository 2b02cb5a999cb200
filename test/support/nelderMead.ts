/** The lowest value a Nelder–Mead simplex finds from a start: crude, but it needs nothing except values. */
export function nelderMead(f: (x: readonly number[]) => number, start: readonly number[], evaluations = 2000): number {
  let simplex = [start, ...start.map((_, i) => start.map((value, j) => (i === j ? value + 0.5 : value)))].map((x) => ({
    x,
    value: f(x),
  }));
  for (let used = simplex.length; used < evaluations;) {
    simplex = simplex.sort((a, b) => a.value - b.value);
    const worst = simplex[simplex.length - 1];
    if (worst.value - simplex[0].value < 1e-12) break;
    const centre = start.map((_, j) => simplex.slice(0, -1).reduce((sum, { x }) => sum + x[j] / start.length, 0));
    const towards = (share: number): { x: number[]; value: number } => {
      const x = centre.map((value, j) => value + share * (value - worst.x[j]));
      used++;
      return { x, value: f(x) };
    };
    const reflected = towards(1);
    const second = simplex[simplex.length - 2].value;
    if (reflected.value < simplex[0].value) simplex[simplex.length - 1] = better(towards(2), reflected);
    else if (reflected.value < second) simplex[simplex.length - 1] = reflected;
    else {
      const inside = better(towards(0.5), towards(-0.5));
      if (inside.value < worst.value) simplex[simplex.length - 1] = inside;
      else {
        const best = simplex[0].x;
        simplex = simplex.map(({ x }) => x.map((value, j) => (value + best[j]) / 2)).map((x) => ({ x, value: f(x) }));
        used += simplex.length;
      }
    }
  }
  return Math.min(...simplex.map(({ value }) => value));
}

function better<T extends { value: number }>(one: T, other: T): T {
  return one.value <= other.value ? one : other;
}
