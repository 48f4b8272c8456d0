from shop import main

main()
