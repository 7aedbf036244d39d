# An empty folder for a test to work in.
cmake_minimum_required(VERSION 3.21...3.31)
file(REMOVE_RECURSE "${FOLDER}")
file(MAKE_DIRECTORY "${FOLDER}")
