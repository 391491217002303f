#!/usr/bin/env python3
"""How often "did you mean" is right, and how often it is a nuisance.

  suggestion_check.py --vnidx VNIDX --index INDEX QUERIES.tsv      (a query a line, well spelt: id, tab, text)

Asks every query as it is: whatever is suggested then is a false alarm. Then makes one mistake of each kind in each
query and asks again. Prints, for each kind, how many suggestions there were and how many of them gave back what was
meant."""
import argparse
import json
import os
import random
import re
import subprocess
import tempfile
import unicodedata

TONES = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323']
TELEX_TONES = dict(zip(TONES, ['', 'f', 's', 'r', 'x', 'j']))
TELEX_LETTERS = {'â': 'aa', 'ê': 'ee', 'ô': 'oo', 'ă': 'aw', 'ơ': 'ow', 'ư': 'uw', 'đ': 'dd'}
QUALITIES = [set('aăâ'), set('eê'), set('oôơ'), set('uư'), set('dđ')]
KEYBOARD = {a + b for row in ('qwertyuiop', 'asdfghjkl', 'zxcvbnm') for a, b in zip(row, row[1:])}
WORD = re.compile(r'\w+')
CHANCE = random.Random(20180711)


def composed(text):
    return unicodedata.normalize('NFC', text)


def toneless(word):
    """The word without its tone, and the tone."""
    letters = unicodedata.normalize('NFD', word)
    tone = next((c for c in letters if c in TONES), '')
    return composed(''.join(c for c in letters if c not in TONES)), tone


def level_placement(word):
    """The word with its tone behind it: so that hoà and hòa are one."""
    return ''.join(toneless(word))


def other_tone(word):
    letters, tone = toneless(word)
    vowel = next((i for i, c in enumerate(unicodedata.normalize('NFD', word)) if c == tone), 0)
    if not tone:
        return None
    return composed(unicodedata.normalize('NFD', word)[:vowel] + CHANCE.choice([t for t in TONES[1:] if t != tone]) +
                    unicodedata.normalize('NFD', word)[vowel + 1:])


def other_quality(word):
    letters, tone = toneless(word)
    places = [(i, group) for i, c in enumerate(letters) for group in QUALITIES if c in group]
    if not tone or not places:  # a word without marks might be meant so
        return None
    spots = re.findall(r'.[\u0300\u0301\u0309\u0303\u0323]?', ''.join(
        composed(c) for c in re.findall(r'.[\u0302\u0306\u031b]?[\u0300\u0301\u0309\u0303\u0323]?',
                                        unicodedata.normalize('NFD', word))))
    place, group = CHANCE.choice(places)
    if len(spots) != len(letters):
        return None
    base, mark = toneless(spots[place])
    spots[place] = composed(CHANCE.choice(sorted(group - {base})) + mark)
    return ''.join(spots)


def telex(word):
    letters, tone = toneless(word)
    keys = ''.join(TELEX_LETTERS.get(c, c) for c in letters) + TELEX_TONES[tone]
    return keys if keys != word else None


def swapped(word):
    i = CHANCE.randrange(len(word) - 1)
    return word[:i] + word[i + 1] + word[i] + word[i + 2:] if word[i] != word[i + 1] else None


def doubled(word):
    i = CHANCE.randrange(len(word))
    return word[:i] + word[i] + word[i:]


def missing(word):
    i = CHANCE.randrange(len(word))
    return word[:i] + word[i + 1:] if len(word) > 2 else None


def neighbouring_key(word):
    i = CHANCE.randrange(len(word))
    near = [b for a, b in map(tuple, KEYBOARD) if a == word[i]] + [a for a, b in map(tuple, KEYBOARD) if b == word[i]]
    return word[:i] + CHANCE.choice(sorted(near)) + word[i + 1:] if near else None


MISTAKES = {'another tone': other_tone, 'another quality mark': other_quality, 'keys of Telex': telex,
            'letters swapped': swapped, 'a letter twice': doubled, 'a letter missing': missing,
            'a neighbouring key': neighbouring_key}


def with_mistake(query, mistake):
    """The query with the mistake in one of its words in small letters; None where none of them can have it."""
    places = [m for m in WORD.finditer(query) if len(m[0]) > 1 and m[0].isalpha() and m[0].islower()]
    CHANCE.shuffle(places)
    for place in places:
        wrong = mistake(place[0])
        if wrong and level_placement(wrong) != level_placement(place[0]):
            return query[:place.start()] + wrong + query[place.end():]
    return None


def suggestions(options, queries):
    """What is suggested for each query; None where nothing is."""
    with tempfile.NamedTemporaryFile('w', encoding='utf-8', suffix='.tsv', delete=False) as file:
        file.writelines(f'{i}\t{query}\n' for i, query in enumerate(queries))
    try:
        done = subprocess.run([options.vnidx, '--index', options.index, 'search', '--batch', file.name, '--format', 'jsonl',
                               '-n', '0'], stdout=subprocess.PIPE, check=False)
    finally:
        os.unlink(file.name)
    lines = (json.loads(line) for line in done.stdout.splitlines())
    return {queries[int(line['qid'])]: line['summary'].get('did_you_mean') for line in lines}


def levelled(text):
    return [level_placement(word) for word in WORD.findall(text.lower())]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--vnidx', required=True)
    parser.add_argument('--index', required=True)
    parser.add_argument('queries')
    parser.add_argument('-v', action='store_true', help='list every suggestion that is wrong')
    options = parser.parse_args()
    with open(options.queries, encoding='utf-8') as file:
        queries = [composed(line.rstrip('\n').split('\t', 1)[1]) for line in file]

    print('mistake                asked  suggested  right')
    for name, mistake in {'none': lambda word: word, **MISTAKES}.items():
        meant = {}
        for query in queries:
            wrong = with_mistake(query, mistake) if name != 'none' else query
            if wrong:
                meant[wrong] = query
        suggested = {q: s for q, s in suggestions(options, list(meant)).items() if s}
        right = {q for q, s in suggested.items() if levelled(s) == levelled(meant[q])}
        print(f'{name:21} {len(meant):6} {len(suggested):10} {len(right):6}', flush=True)
        for query in (suggested.keys() - right if options.v else ()):
            print(f'    {query}\n    {suggested[query]}')


main()
