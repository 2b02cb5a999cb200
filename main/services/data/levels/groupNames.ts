/** Words that people call their groups by, in English and German, as a weak hint where values leave a doubt. */
const words = [
  'school|schule?|sch|class|klasse|teacher|teach|tch|lehrer|pupil|student|sch(ü|ue)ler',
  'subject|subj|person|participant|respondent|respond|patient|consumer|child|mother|family|famil|couple|twin|dyad|household|haushalt',
  'hospital|clinic|klinik|ward|doctor|physician|therapist|center|centre|site|lab',
  'village|county|country|countr|district|region|state|nation|location|city|town|neighbou?rhood',
  'group|grp|team|firm|company|compan|department|dept|cluster|stratum|psu|batch|block|plot|replicate|replic|litter|nest|herd|brood|flock|farm',
  'item|rater|judge|plant|tree|animal|rat|chick',
].join('|');
const ending = '(id|nr|no|num|nummer|code)';

const identifier = new RegExp(`(^|[^a-z])${ending}\\d?$|(id|nr)$|^id`, 'i');
const containsWord = new RegExp(words.replaceAll(/\b(rat|sch|lab|child)\b/g, '$1$$'), 'i');
const onlyWord = new RegExp(`^(${words})s?[ ._-]?${ending}?\\d*$`, 'i');

/** The name ends as identifiers do, or holds a word for a group. */
export const namesGroups = (name: string): boolean => identifier.test(name) || containsWord.test(name);

/** The name is nothing but the word for a group, as `school` or `ward_id`; `class size` is not. */
export const isGroupWord = (name: string): boolean => onlyWord.test(name);
