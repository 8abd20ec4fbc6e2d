#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fits what each sign is worth (server/knowledge/index/bhd-score.c) and the first calibration
(bhd-confidence.c) from what retrieval-features wrote.  Standard library only; takes minutes.

Usage: fit-score.py FILE...   one file a set; every set weighs the same, whatever its length

Worth is fitted apart for articles with and without phrasings, so that the right candidate of each
question becomes the likeliest (conditional logit); what nothing in the sets can tell is left as it is:
compare before copying.  The calibration reads the score those numbers make.
"""
import math
import sys

SIGNS = ['passages', 'sentence', 'order', 'held', 'together', 'heading', 'entries', 'best', 'letters', 'learnt', 'words',
         'said', 'about', 'dense', 'wanted']
FITTED = {0: ['passages', 'sentence', 'entries', 'letters', 'words', 'said', 'about', 'wanted'],
          1: ['entries', 'letters', 'learnt', 'words']}
CALIBRATED = ['bias', 'score', 'lead', 'unknown', 'content', 'together', 'letters', 'words']


class Candidate:
    def __init__(self, numbers):
        self.question, self.right, self.phrased = (int(x) for x in numbers[:3])
        self.unknown, self.covered, self.content = numbers[3:6]
        self.signs = dict(zip(SIGNS, numbers[6:]))


def read(path):
    questions = {}
    for line in open(path):
        candidate = Candidate([float(x) for x in line.split()])
        questions.setdefault(candidate.question, []).append(candidate)
    return list(questions.values())


def shares(scores):
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    return [p / sum(powers) for p in powers]


def score(candidate, worth):
    return sum(value * candidate.signs[name] for name, value in worth[candidate.phrased].items())


def fit_worth(sets, phrased, steps=150, rate=0.3, ridge=1e-4):
    """Adam on the likelihood of the right candidate."""
    names = FITTED[phrased]
    asked = [(question, 1 / len(questions) / len(sets)) for questions in sets for question in questions
             if question[0].phrased == phrased and any(c.right == 1 for c in question)]
    w, first, second = [1.0] * len(names), [0.0] * len(names), [0.0] * len(names)
    for step in range(1, steps + 1 if asked else 0):
        gradient = [-2 * ridge * x for x in w]
        for question, weight in asked:
            rows = [[c.signs[n] for n in names] for c in question]
            p = shares([sum(a * b for a, b in zip(w, row)) for row in rows])
            right = sum(x for x, c in zip(p, question) if c.right == 1) + 1e-12
            for x, c, row in zip(p, question, rows):
                pull = weight * (x / right * (c.right == 1) - x)
                for i, value in enumerate(row):
                    gradient[i] += pull * value
        for i, g in enumerate(gradient):
            first[i] = 0.9 * first[i] + 0.1 * g
            second[i] = 0.99 * second[i] + 0.01 * g * g
            w[i] += rate * first[i] / (1 - 0.9 ** step) / (math.sqrt(second[i] / (1 - 0.99 ** step)) + 1e-9)
            w[i] = max(w[i], 0)
    return dict(zip(names, w))


def seen(question, worth):
    """The numbers of bhd-confidence.c for the best candidate, and whether it is right."""
    scores = [score(c, worth) for c in question]
    best = max(range(len(scores)), key=lambda i: scores[i])
    c, lead = question[best], math.log(max(shares(scores)) + 1e-3) / 3 + 1
    return [1, scores[best] / 10, lead, c.unknown, math.log(1 + c.content), c.signs['together'], c.signs['letters'],
            c.signs['words']], float(c.right == 1)


def solve(matrix, vector):
    rows = [row + [value] for row, value in zip(matrix, vector)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for j in range(len(rows)):
            if j != i:
                factor = rows[j][i] / rows[i][i]
                rows[j] = [a - factor * b for a, b in zip(rows[j], rows[i])]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


def fit_calibration(sets, worth, rounds=25, ridge=0.002):
    rows = [seen(question, worth) + (1 / len(questions) / len(sets),) for questions in sets for question in questions]
    n = len(CALIBRATED)
    w = [0.0] * n
    for _ in range(rounds):
        gradient = [-ridge * x if i else 0.0 for i, x in enumerate(w)]
        curve = [[ridge * (i == j and i > 0) + 1e-9 * (i == j) for j in range(n)] for i in range(n)]
        for x, y, weight in rows:
            p = 1 / (1 + math.exp(-max(-30, min(30, sum(a * b for a, b in zip(w, x))))))
            for i in range(n):
                gradient[i] += weight * (y - p) * x[i]
                for j in range(n):
                    curve[i][j] += weight * p * (1 - p) * x[i] * x[j]
        w = [a + b for a, b in zip(w, solve(curve, gradient))]
    return dict(zip(CALIBRATED, w))


def show(label, numbers):
    print(label, ', '.join(f'{name} {value:.2f}' for name, value in numbers.items()))


def main():
    sets = [read(path) for path in sys.argv[1:]]
    worth = {phrased: fit_worth(sets, phrased) for phrased in (0, 1)}
    show('without phrasings:', worth[0])
    show('with phrasings:', worth[1])
    show('calibration:', fit_calibration(sets, worth))


main()
