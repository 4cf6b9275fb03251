"""Globus Connect Server's manager."""

from __future__ import annotations

from practice import ENDPOINT, STORAGE

from .scene import Person
from .table import answers, not_served
