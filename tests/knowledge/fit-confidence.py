#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fits the numbers in server/knowledge/index/bhd-confidence.c by logistic regression.

Usage: fit-confidence.py FILE...   each file from retrieval-features, “-” before those with foreign questions
Every file weighs the same, foreign ones half as much, whatever its length.
"""
import math
import sys

NAMES = ['bias', 'coverage', 'document', 'heading', 'strength', 'margin', 'unknown', 'content']


def read(paths):
    rows, foreign = [], False
    for path in paths:
        if path == '-':
            foreign = True
            continue
        lines = [[float(x) for x in line.split()] for line in open(path)]
        weight = (0.5 if foreign else 1) / max(1, len(lines))
        rows += [([1.0] + line[1:], 0.0 if foreign else line[0], weight) for line in lines]
    return rows


def solve(matrix, vector):
    n = len(vector)
    rows = [matrix[i] + [vector[i]] for i in range(n)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for j in range(n):
            if j != i:
                factor = rows[j][i] / rows[i][i]
                rows[j] = [a - factor * b for a, b in zip(rows[j], rows[i])]
    return [rows[i][n] / rows[i][i] for i in range(n)]


def fit(rows, steps=25, ridge=0.002):
    n = len(NAMES)
    w = [0.0] * n
    for _ in range(steps):
        gradient = [-ridge * w[i] if i else 0.0 for i in range(n)]
        hessian = [[ridge * (i == j and i > 0) + 1e-9 * (i == j) for j in range(n)] for i in range(n)]
        for x, y, weight in rows:
            p = 1 / (1 + math.exp(-max(-30, min(30, sum(a * b for a, b in zip(w, x))))))
            for i in range(n):
                gradient[i] += weight * (y - p) * x[i]
                for j in range(n):
                    hessian[i][j] += weight * p * (1 - p) * x[i] * x[j]
        w = [a + b for a, b in zip(w, solve(hessian, gradient))]
    return w


print(', '.join(f'{name} {value:.2f}' for name, value in zip(NAMES, fit(read(sys.argv[1:])))))
